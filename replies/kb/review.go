package kb

import (
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
)

// Review is an article that its owner should read again.
type Review struct {
	ID       string
	Owner    string
	ReviewBy time.Time
}

// Reviews are the articles whose day of review has passed, the longest overdue first.
func (x *Index) Reviews(now time.Time) []Review {
	var out []Review
	for _, id := range x.ids {
		if a := x.byID[id]; a.overdue(now) {
			out = append(out, Review{ID: id, Owner: a.Owner, ReviewBy: a.ReviewBy})
		}
	}
	slices.SortStableFunc(out, func(a, b Review) int { return a.ReviewBy.Compare(b.ReviewBy) })
	return out
}

// overdue says whether the whole of the day of review, in UTC, has passed.
func (a *Article) overdue(now time.Time) bool {
	return !a.ReviewBy.IsZero() && !now.Before(a.ReviewBy.AddDate(0, 0, 1))
}

// Check warns of what time has done to the articles: a day of review that has passed, an article that has expired.
func (x *Index) Check(now time.Time, p *configs.Problems) {
	for _, id := range x.ids {
		a := x.byID[id]
		if x.Expired(id, now) {
			p.Warn(a.expiresAt, "article "+id+" expired on "+a.Expires.Format(time.DateOnly)+" and is not shown", "renew it, or take it out")
		}
		if a.overdue(now) {
			p.Warn(a.reviewAt, "article "+id+" was to be reviewed by "+a.ReviewBy.Format(time.DateOnly), "read it again"+owned(a.Owner)+" and set a new day")
		}
	}
}

func owned(owner string) string {
	if owner == "" {
		return ""
	}
	return " (" + owner + ")"
}

// CheckTranslations warns of articles that are not there in a language that others are translated to.
func (x *Index) CheckTranslations(p *configs.Problems) {
	languages := map[string]bool{}
	for id := range x.groups {
		languages[baseOf(x.byID[id].Language)] = true
	}
	for _, id := range x.ids {
		if group := x.group(id); slices.Min(group) != id {
			continue // told once a group
		}
		var missing []string
		for language := range languages {
			if language != "" && x.Translation(id, language) == "" {
				missing = append(missing, language)
			}
		}
		if slices.Sort(missing); len(missing) > 0 {
			p.Warn(x.byID[id].At, "article "+id+" is not translated to "+strings.Join(missing, ", "), "")
		}
	}
}
