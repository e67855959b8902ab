package trim

import "testing"

func TestClosingsWithANameAndAWayToReachItAreCards(t *testing.T) {
	const answer = "Where is my refund?"
	for _, card := range []string{
		"Thanks,\nAnna Berg\nTel: +44 113 496 0000",
		"Kind regards,\nAnna Berg\nanna@example.net",
		"Sincerely,\nAnna Berg\nHead of Accounts\nPhone: 0113 496 0000",
		"Mit freundlichen Grüßen\nAnna Berg\nTel. 030 123456",
		"Cordialement\nAnna Berg\nwww.example.net",
		"Saludos,\nAnna Berg\nanna@example.net",
		"С уважением,\nАнна Берг\nтел. 495 123-45-67",
		"Best regards,\nAnna Berg\nStone & Sons\nanna@example.net\n0113 496 0000",
	} {
		if got, cuts := split(answer + "\n\n" + card + "\n"); got != answer || len(cuts) != 1 || cuts[0].Rule != Signature {
			t.Errorf("of %q is left %q, cut %v", card, got, cuts)
		}
	}
}

func TestWhatIsNoCardBelowAClosingIsKept(t *testing.T) {
	for _, end := range []string{
		"Thanks,\nAnna Berg",
		"Thanks,\nAnna\nand my number is 0113 496 0000",
		"Thanks,\nAnna Berg\nOrder 4711\nanna@example.net",
		"Thanks,\nAnna Berg\nMill Lane 12\nanna@example.net",
		"For the door:\nAnna Berg\n0113 496 0000",
		"Thanks for the lamp, please call back the neighbour\nAnna Berg\n0113 496 0000",
		"Thanks,\nAnna Berg\nor is anna@example.net wrong?",
	} {
		text := "Where is my refund?\n\n" + end
		if got, cuts := split(text); got != text || len(cuts) > 0 {
			t.Errorf("of %q is left %q, cut %v", text, got, cuts)
		}
	}
}
