package discordtest

// Intent is a set of gateway intents (developers/events/gateway, section List of Intents).
type Intent uint64

// The intents whose events this server sends.
const (
	Guilds                 Intent = 1 << 0
	GuildMembers           Intent = 1 << 1 // privileged
	GuildPresences         Intent = 1 << 8 // privileged
	GuildMessages          Intent = 1 << 9
	GuildMessageReactions  Intent = 1 << 10
	GuildMessageTyping     Intent = 1 << 11
	DirectMessages         Intent = 1 << 12
	DirectMessageReactions Intent = 1 << 13
	DirectMessageTyping    Intent = 1 << 14
	MessageContent         Intent = 1 << 15 // privileged

	privilegedIntents = GuildMembers | GuildPresences | MessageContent
	// knownIntents are bits 0 to 16, 20, 21, 24 and 25; any other bit ends in 4013.
	knownIntents Intent = 1<<17 - 1 | 1<<20 | 1<<21 | 1<<24 | 1<<25
)

func (i Intent) has(j Intent) bool { return i&j == j }

// event is something that happened, before it is known who is told.
type event struct {
	name   string
	guild  *Guild // nil: in a DM
	room   *Room  // only bots that see it are told; nil: all of the guild
	intent Intent // only sessions that asked for it are told; 0: all
	to     *Bot   // only this bot is told; nil: all who may
	// body is the payload; if withheld is not nil, without the content that this bot may not read.
	body func(withheld *Bot) any
}

// concerns says that a session is told of the event.
func (e event) concerns(sess *session) bool {
	switch {
	case e.to != nil && e.to != sess.bot:
		return false
	case e.intent != 0 && !sess.intents.has(e.intent):
		return false
	case e.room != nil && !e.room.permissions(sess.bot.User).has(ViewChannel):
		return false
	case e.guild == nil:
		return sess.shard == 0
	}
	return e.guild.members[sess.bot.User.ID] != nil && !e.guild.outage && shardOf(e.guild.ID, sess.shards) == sess.shard
}

// withholds says that a session gets no content: it lacks the intent, or the portal has it off.
func (sess *session) withholds() bool {
	return !sess.intents.has(MessageContent) || !sess.bot.privileged.has(MessageContent)
}
