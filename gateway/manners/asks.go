package manners

import "frontdesk/gateway"

// leastAsked is how many letters a question of its own has; shorter ones ask back.
const leastAsked = 16

// Asks says whether a text is a question of its own, as somebody puts one to all: who writes it answers nobody.
func Asks(text string) bool {
	m := gateway.Message{NewText: text, Chat: &gateway.Chat{Form: gateway.FormRoom}}
	return Question(Input{Message: &m, Manners: gateway.Manners{MinLength: leastAsked}}).Is
}
