package discordtest

import "time"

// routes is the API as far as it is spoken here. The limits are in the range of those observed; Discord publishes none and
// asks clients to read them from the headers (developers/topics/rate-limits).
//
// The pages of the documentation: channels and threads developers/resources/channel, messages and reactions
// developers/resources/message, guilds developers/resources/guild, users developers/resources/user, applications
// developers/resources/application, commands developers/interactions/application-commands, callbacks and what follows them
// developers/interactions/receiving-and-responding, the gateway's URL developers/events/gateway.
func routes() []route {
	const s = time.Second
	return []route{
		{name: "GET /gateway", serve: getGateway, open: true, limit: 10, period: s},
		{name: "GET /gateway/bot", serve: getGatewayBot, limit: 5, period: s},

		{name: "GET /users/@me", serve: getMe, limit: 10, period: s},
		{name: "GET /users/@me/guilds", serve: getMyGuilds, query: "before after limit with_counts", limit: 5, period: s},
		{name: "GET /users/{user}", serve: getUser, limit: 30, period: 30 * s},
		{name: "POST /users/@me/channels", serve: openDM, limit: 10, period: 10 * s},
		{name: "GET /applications/@me", serve: getApplication, limit: 5, period: s},
		{name: "GET /oauth2/applications/@me", serve: getApplication, limit: 5, period: s},

		{name: "GET /guilds/{guild}", serve: getGuild, query: "with_counts", limit: 10, period: s},
		{name: "GET /guilds/{guild}/channels", serve: getGuildChannels, limit: 10, period: s},
		{name: "GET /guilds/{guild}/roles", serve: getRoles, limit: 10, period: s},
		{name: "GET /guilds/{guild}/members", serve: listMembers, query: "limit after", limit: 10, period: 10 * s},
		{name: "GET /guilds/{guild}/members/{user}", serve: getMember, limit: 5, period: s},
		{name: "GET /guilds/{guild}/threads/active", serve: getActiveThreads, limit: 5, period: s},

		{name: "GET /channels/{channel}", serve: getChannel, limit: 10, period: s},
		{name: "PATCH /channels/{channel}", serve: editChannel, limit: 5, period: 5 * s},
		{name: "DELETE /channels/{channel}", serve: deleteChannel, limit: 5, period: 5 * s},
		{name: "POST /channels/{channel}/typing", serve: typing, limit: 5, period: 5 * s},
		{name: "GET /channels/{channel}/messages", serve: listMessages, query: "around before after limit", limit: 5, period: s},
		{name: "POST /channels/{channel}/messages", serve: createMessage, limit: 5, period: 5 * s},
		{name: "GET /channels/{channel}/messages/{message}", serve: getMessage, limit: 5, period: s},
		{name: "PATCH /channels/{channel}/messages/{message}", serve: editMessage, limit: 5, period: 5 * s},
		{name: "DELETE /channels/{channel}/messages/{message}", serve: deleteMessage, limit: 5, period: s},
		{name: "GET /channels/{channel}/messages/{message}/reactions/{emoji}", serve: listReactions, query: "after limit type", limit: 5, period: s},
		{name: "PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me", serve: addReaction, limit: 1, period: s / 4},
		{name: "DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/@me", serve: removeReaction, limit: 1, period: s / 4},
		{name: "DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/{user}", serve: removeReaction, limit: 1, period: s / 4},
		{name: "DELETE /channels/{channel}/messages/{message}/reactions", serve: removeAllReactions, limit: 1, period: s / 4},

		{name: "POST /channels/{channel}/messages/{message}/threads", serve: startThreadFrom, limit: 50, period: 300 * s, created: true},
		{name: "POST /channels/{channel}/threads", serve: startThread, query: "use_nested_fields", limit: 50, period: 300 * s, created: true},
		{name: "GET /channels/{channel}/threads/archived/public", serve: listArchived, query: "before limit", limit: 5, period: s},
		{name: "GET /channels/{channel}/threads/archived/private", serve: listArchived, query: "before limit", limit: 5, period: s},
		{name: "GET /channels/{channel}/users/@me/threads/archived/private", serve: listArchived, query: "before limit", limit: 5, period: s},
		{name: "GET /channels/{channel}/thread-members", serve: listThreadMembers, query: "with_member after limit", limit: 5, period: s},
		{name: "GET /channels/{channel}/thread-members/{user}", serve: getThreadMember, query: "with_member", limit: 5, period: s},
		{name: "PUT /channels/{channel}/thread-members/{user}", serve: addThreadMember, limit: 5, period: s},
		{name: "DELETE /channels/{channel}/thread-members/{user}", serve: removeThreadMember, limit: 5, period: s},

		{name: "GET /applications/{application}/commands", serve: listCommands, query: "with_localizations", limit: 5, period: s},
		{name: "POST /applications/{application}/commands", serve: createCommand, limit: 5, period: 20 * s},
		{name: "PUT /applications/{application}/commands", serve: overwriteCommands, limit: 5, period: 20 * s},
		{name: "PATCH /applications/{application}/commands/{command}", serve: editCommand, limit: 5, period: 20 * s},
		{name: "DELETE /applications/{application}/commands/{command}", serve: deleteCommand, limit: 5, period: 20 * s},
		{name: "GET /applications/{application}/guilds/{guild}/commands", serve: listCommands, query: "with_localizations", limit: 5, period: s},
		{name: "POST /applications/{application}/guilds/{guild}/commands", serve: createCommand, limit: 5, period: 20 * s},
		{name: "PUT /applications/{application}/guilds/{guild}/commands", serve: overwriteCommands, limit: 5, period: 20 * s},
		{name: "PATCH /applications/{application}/guilds/{guild}/commands/{command}", serve: editCommand, limit: 5, period: 20 * s},
		{name: "DELETE /applications/{application}/guilds/{guild}/commands/{command}", serve: deleteCommand, limit: 5, period: 20 * s},

		{name: "POST /interactions/{interaction}/{token}/callback", serve: callback, query: "with_response", open: true},
		{name: "POST /webhooks/{application}/{token}", serve: followUp, query: "wait thread_id with_components", open: true, limit: 5, period: 2 * s},
		{name: "GET /webhooks/{application}/{token}/messages/{message}", serve: getAnswer, query: "thread_id", open: true, limit: 5, period: 2 * s},
		{name: "PATCH /webhooks/{application}/{token}/messages/{message}", serve: editAnswer, query: "thread_id with_components", open: true, limit: 5, period: 2 * s},
		{name: "DELETE /webhooks/{application}/{token}/messages/{message}", serve: deleteAnswer, query: "thread_id", open: true, limit: 5, period: 2 * s},
	}
}
