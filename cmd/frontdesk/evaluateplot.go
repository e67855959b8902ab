package main

func (m measured) plot(c evaluateCommand) []byte { return nil }
