package email

import "slices"

// deepBytes bounds the work below the levels that are looked into: what is read again at each of them, added up.
const deepBytes = 64 << 20

// holdsMore says whether a part has others within that are below the levels that are looked into.
func (p *part) holdsMore() bool { return p.depth >= maxDepth && (p.isMultipart() || p.isMail()) }

// deepText is the first text in a part that [part.holdsMore]. It goes down one level at a time, without a tree. What is
// deeper than deepBytes allow, or does not come apart, is read as it stands on the wire.
func (r reading) deepText(p *part) passage {
	for spent := len(p.body); spent <= deepBytes; spent += len(p.body) {
		inside := p.oneLevel()
		for _, child := range inside {
			if found := r.leaf(child); !found.blank() {
				return found
			}
		}
		if len(inside) == 0 {
			break
		}
		next := slices.IndexFunc(inside, (*part).holdsMore)
		if next < 0 {
			return passage{}
		}
		p = inside[next]
	}
	return r.readable(&part{kind: "text/plain", body: p.body[:min(len(p.body), maxText)]})
}

// oneLevel are the parts right within a part at the bound, none of which is looked into.
func (p *part) oneLevel() []*part {
	if p.isMail() {
		h, body := splitPart(p.content())
		return []*part{(&tree{}).parse(h, body, maxDepth, "text/plain")}
	}
	outer := *p
	outer.depth = maxDepth - 1
	(&tree{}).split(&outer)
	return outer.parts
}
