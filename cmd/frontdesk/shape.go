package main

import (
	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway/backtest"
	"frontdesk/gateway/hours"
	"frontdesk/gateway/pipeline"
	"frontdesk/matchers"
	"frontdesk/replies/kb"
)

// noun is a kind of thing that a config has many of, each by its name.
type noun struct {
	of      string
	shape   configs.Shape
	all     func(*configs.Folder) []configs.Section
	restart bool // a change is in effect after a restart
}

// nouns are those of sections; articles and templates are files.
func nouns() []noun {
	return []noun{
		{"channel", connectors.Shape(), func(f *configs.Folder) []configs.Section { return f.Channels }, true},
		{"calendar", hours.Shape(), func(f *configs.Folder) []configs.Section { return f.Hours }, false},
		{"team", pipeline.TeamShape(), func(f *configs.Folder) []configs.Section { return f.Teams }, false},
		{"matcher", matchers.Shape(), func(f *configs.Folder) []configs.Section { return f.Matchers }, false},
	}
}

// page is one kind of file of the config folder.
type page struct {
	file  string // as people would name it
	name  string // of its schema
	shape configs.Shape
}

// pages are the files of the config folder with everything that may stand in them.
func pages() []page {
	gateway, teams := configs.Shapes()
	gateway = gateway.MustWith("channels", configs.NamesOf(connectors.Shape())).
		MustWith("matching", matchers.AimShape()).MustWith("gate", backtest.GateShape()).MustWith("keep", pipeline.KeepShape())
	teams = teams.MustWith("hours", configs.NamesOf(hours.Shape())).MustWith("teams", configs.NamesOf(pipeline.TeamShape()))
	return []page{
		{"frontdesk.yaml", "frontdesk", gateway},
		{"teams.yaml", "teams", teams},
		{"matchers/*.yaml", "matchers", configs.NamesOf(matchers.Shape())},
		{"kb/*.md", "article", kb.Shape()},
	}
}
