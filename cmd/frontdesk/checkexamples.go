package main

import "frontdesk/configs"

// adviseOnExamples learns from the examples and tells what is doubtful in them.
func (l loaded) adviseOnExamples(p *configs.Problems) {
	if p.Errors() > 0 {
		return
	}
	learnt, err := l.policy.Learn(l.readShelf())
	if err != nil {
		p.Add(configs.Position{File: l.folder.Dir}, "the examples: "+err.Error(), "")
		return
	}
	learnt.Matchers.Advise(p)
}
