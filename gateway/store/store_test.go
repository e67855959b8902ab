package store_test

import (
	"fmt"
	"os"
	"testing"

	"frontdesk/gateway/store/storetest"
)

func TestMain(m *testing.M) {
	if url := os.Getenv(victimVariable); url != "" {
		if err := victim(url); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	storetest.Main(m)
}

func TestContractOnSQLite(t *testing.T) { storetest.Run(t, storetest.SQLite) }

func TestContractOnPostgres(t *testing.T) { storetest.Run(t, storetest.Postgres) }
