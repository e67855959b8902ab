package manners

// english is written as people type: without apostrophes, with short forms. phrases.go says how entries are read.
var english = []entry{
	{everybody, `
		does/do/did/has/have/is/would anyone/anybody/someone/somebody/any1/sm1
		anyone/anybody/someone/somebody/any1/sm1 know/knows/else/got/here/have/tried/experienced/seen/remember/able
		any/an/no idea/ideas/clue/clues how/why/what/when/where/if/whats
		any fix/fixes/workaround/solution/solutions/news/eta/tips/advice/suggestions/idea/ideas/clue/way/chance
		do/does/can/could u/you/ya/yall know/tell/explain; do you guys/all know; ^know/knows/knwo if/how/why/where/what
		u/you know how/where/why/when/what/if; does everyone/everybody; is it just/only me; just me or`},
	{help, `
		need/needs/needing/want/wants urgent/urgently/help/assistance/support/advice
		need/could/appreciate some/a/use/your/ur/any help/assistance/advice/hand/some
		help me/us/pls/plz/please/needed/wanted/appreciated; pls/plz/please help/assist/advise; ^help $
		^help i/my/with/its/the/a/cant/it/im/need
		can/could/would anyone/anybody/someone/somebody/any1/sm1/u/you/we/i help/assist/explain/show/tell/check/look
		anyone/anybody/someone/somebody/who can/could/able help/assist/explain/tell/to
		i have/got/had a/an/another/some question/questions/problem/issue; ive got a/an question/problem/issue
		quick/stupid/dumb/noob/general question; question about/regarding; looking for help/support/someone; who do/should/can i
		tell/explain/show me/us/to how/where/what/why/when/if/which/more; tell/explain how/where/why/what
		please tell/explain/advise/fix; talk/speak to/with a/an/someone/somebody/real/support`},
	{asks, `
		^how do/does/did/can/could/should/would/to/long/much/many/often/come/far/big/old/soon/is/are/will; ^hwo to/do
		how/where do/can/could/should i/we/u/you/one/people/they
		how/where/when/what do/does/did/is/will/are/can/should the/my/this/it/that/a/an; how long/much is/does/do/until/till/will
		^what do/does/did/is/are/should/would/happens/happened/kind/type/size/version/about/if/can/will/could
		what should/do/can/else/am i; ^whats/wats the/this/that/my/wrong/a/causing/with; whats the difference/best/right/correct/way
		^why do/does/did/is/isnt/are/arent/cant/cannot/can/wont/doesnt/dont/didnt/am/was/were/has/have/my
		why/y is/does/do/did/are/isnt/doesnt/cant/was/wont my/the/it/this/i/nothing/everything; ^where; ^wheres; what now $; what next $
		how come; ^when do/does/did/is/are/can/could/should/will/would; when will/is/does/do the/my/this/it; ^which/wich; ^to which
		^is there; is/are there a/an/any/anyway/some/anything/another/still; is it possible/normal/safe/ok/okay/allowed/supposed
		^is it/that; ^is/are/was/were the/this/that/my/our/these/those/shipping/delivery/returns/all/any/refunds/support
		is the server/site/website/app/service/store/shop
		is/are your/ur store/shop/site/website/server/servers/office/support/app/service/delivery/shop/stores
		^can/could/may/shall i/we/it/this/the/one/my/they
		can i still/also/get/use/change/have/return/cancel/pay/order/buy/ask/somehow/even
		^do/does/did/will/would/should i/it/the/this/that/my/we/these/shipping; ^has/have my/the/it/there; ^am i
		do/does/can/could/will/would you/u/ya/they/guys ship/deliver/offer/accept/sell/support/provide/stock/refund/repair/replace/restock/export/import
		do you guys/also ship/deliver/sell/offer/accept/have/support; do you have this/these/any/a/the/it
		when do/will/are you/u open/ship/restock/release/close/opening/releasing/shipping; are you open
		what/which are/is your/ur opening/address/hours/policy/phone/email/return
		not/no/im/idk sure/idea/clue/unsure how/why/where/what/if/whether/which; dont/not/idk know/understand/get how/why/where/what/if
		idk what/how/why/where im/to/is/i; wondering/asking how/if/whether/where/why/about; i wanted/want/need/would/id to/like know/ask
		id like to know; i want/need/would to/like cancel/return/change/refund/to; trying to/2 figure/find/understand`},
	{wonders, `
		^what; ^why; ^when; ^how; ^is; ^are; ^do; ^does; ^did; ^can; ^could; ^will; ^would; ^should; ^has; ^have; ^was; ^were; ^whats
		^wheres; ^hows; ^isnt; ^arent; ^doesnt; ^dont; ^wont; ^cant; ^may; ^any`},
	{trouble, `
		doesnt/dont/didnt/wont/wouldnt/cant/cannot/couldnt work/load/open/start/show/respond/connect/recognize/appear/update/sync/accept/save/receive/pair/install/print/play/launch/charge/turn/boot/run/log/fit/scan/register/arrive/switch/close/stop/send
		does/did/do/will/can/could not/nothing work/load/open/start/show/respond/connect/recognize/appear/update/sync/accept/save/receive/pair/install/print/play/launch/charge/turn/boot/run/log/fit/scan/register/arrive/find/access/upload/download/use/join/pay/change/reach/add/remove/delete/reset/cancel
		not/isnt/arent/stopped/stops/quit working/loading/opening/starting/showing/responding/connecting/recognized/syncing/saving/receiving/pairing/installing/arriving/updating/charging/turning/running/arrived/received/shipped/delivered/found/supported/eligible/valid
		nothing/never works/worked/happens/happened/loads/shows/arrives/arrived/came/comes/received/got/showed
		wont/doesnt let/allow me/us; not letting/able me/us/to
		cant/cannot/couldnt login/sign/find/access/upload/download/use/join/pay/change/reach/add/remove/delete/order/verify/figure/reset/activate/export/cancel/redeem/enter/move/create/set/edit/link/checkout/complete/select/hear/view/seem/get/update
		unable to; hasnt/havent/didnt arrived/come/received/receive/shipped/been/gotten/arrive/get/got
		has/have not arrived/come/received/shipped/been/gotten/got
		still waiting/not/no/havent/hasnt/cant/nothing/pending/broken/says/missing/doesnt/wont; been waiting/charged; been trying to
		keep/keeps/kept/always/constantly getting/saying/says/crashing/freezing/loading/disconnecting/failing/logging/kicking/asking/showing/telling/dropping/closing/resetting/losing/rejecting
		crashes/crashing/crashed/freezes/freezing/frozen/froze/lagging/glitching/flickers/flickering/disconnects/disconnecting/bricked/bugged
		stuck on/at/in/with/loading
		get/gets/got/getting/gives/giving/throws/shows/an/the/this/same/with error/errors/timeout/timeouts/404/403/500/502/503
		get/gets/got/getting kicked/locked/logged/disconnected/charged/billed
		error code/message/when/while/after/on/500/404/403/502/503/every/again; charged/billed/paid twice/double/two/wrong
		is/was/got/been/get/gets/keeps declined/rejected/blocked/suspended/corrupted/broken/damaged/defective/hacked/disabled/deactivated
		forgot/lost/forgotten/deleted/misplaced/lose my/the; lost access; accidentally deleted/lost/broke/removed; by accident
		arrived/came/comes broken/damaged/cracked/late/wrong/empty/defective; black/white/blue/blank/loading/grey screen
		goes/turns/stays/went/turned black/blank/white/dark/red; it/just/only/always/screen/app/page/site says/said
		failed/fails/failing to/with/again/at/on/when; is/are/was/seems/be down/offline/unavailable/unreachable
		invalid token/code/password/key/coupon/credentials
		have/having/has having/a/an/some/big/trouble/problems/issues with/problem/issue; having trouble/problems/issues
		problem/problems/issue/issues/trouble with/when/after/since; overcharged; stolen; delayed; undelivered; something wrong/broken
		not/isnt/arent/wasnt/werent visible/there/allowed/completed/possible/here/showing/approved/credited/posted/delivered/authorized/authorised/correct/verified/accepted
		has/have expired; is/was/shows/showing/been/still pending/missing/delayed/expired/stolen/wrong; doing wrong
		wrong size/item/address/colour/color/product/amount`},
	{requests, `
		can/could/would/will u/you/ya please/pls/plz/check/help/cancel/change/send/refund/update/resend/fix/add/look/confirm/ship/deliver/tell/give/make/remove/delete/extend
		can/could/would u/you; i want/need/wanna/would/wish/had/like to/a/my/an/the; id like/love/need to/a/my
		i wanna change/cancel/return/order/buy/get/know; i need/want _ new/replacement/refund
		please/pls/plz cancel/change/send/delete/refund/replace/check/update/remove/close/activate/unblock/block/reset/add/call/contact/resend/return/ship
		need my/to/a/an/another; needs to be; would it be; i would like/love/want`},
	{addresses, `
		you; u; ya; yall; your; ur; yours; yourself; ^who; ^whos; are/r/were/arent you/u/ya/yall/they/we
		do/dont/does you/u/ya/yall/they; will/would/wont you/u/ya; can/could he/she; _ with you/u $`},
	{toPerson, `
		how are/r you/u/ya/yall/things; how is/was/were/did your/ur/you/u; hows your/ur/you/it/everyone/everybody/life
		how do/did/would you/u feel/like/think/mean/sleep/manage/know/make; how old are; how have you; ^hbu; ^wbu; ^hby
		what/how about you/u/yours; what/wat are/r you/u/ya/yall/we; what do/did/does/would/have you/u/ya/yall/everyone/everybody/people
		what is/was your/ur; whats/wats everyone/everybody/your/ur/you; whats up/new/good/happening/poppin; what time is/are it/for
		what version/browser/os/device/phone/model/game/games/platform/region are/do/have you/u
		why/where/when/who are/r/were you/u/ya/yall/we; why/where/when/who do/did/would/does you/u; who is/are/was he/she/that
		did/have/has/had/havent/didnt/hasnt you/u/ya/yall/he/she/they; does/is/was/has he/she
		are/r you/u coming/going/ready/ok/okay/there/awake/home/free/in/back/still/busy/happy/single/on/guys/all
		do/dont you/u/yall like/think/want/remember/even/play/love/hate/watch/wanna/believe/mean/live/agree/still; will/would he/she
		you/u ok/okay/good/mean/alright/sure/there/wanna/serious/like/coming; which one/ones of/do/did/are
		is he/she/that yours/hers/his; dm me; for/with/on/at you/u $; send/show me your/those
		post/paste/upload/share/send/attach/got/have a/the/your/some/me/us screenshot/screenshots/log/logs/pic/pics/picture/output/video/screen/link/a/the/your
		your log/logs/version/config/settings/output/setup/specs/pc/phone/screen/browser/internet/connection/side/end
		where/who were/was you/u/everyone`},
	{social, `
		anyone/anybody/someone/somebody/any1/who/whos/everyone fancy/fancies/up/down/wanna/want/wants/playing/play/plays/interested/in/from/into/around/awake/online/joining/coming/watching/going/streaming/bored/alive/hiring/single/trade/trading
		anyone/anybody else/here wants/watching/excited/hyped/love/like/loves/likes/going/playing/hungry/tired/from/who/bored/awake/alive/into/up/hate/hates/thinks/think
		who else; who would/won/wins/likes/loves/remembers/made; ^whos
		anybody/anyone/someone/somebody know/knows/got/have/recommend a/any/some good/nice/decent/cool/funny/song/movie/joke/memes/meme
		lunch; dinner; breakfast; pizza; beer; beers; movie; movies; meme; memes; anime; raid; raiding; drunk; gym; girlfriend
		boyfriend; crush; dating; restaurant; concert; hungry; sleepy; good morning/night/evening
		the game/match/stream/fight/movie/episode/race last/yesterday/tonight/today/right; last night; tonight $
		is it friday/weekend/monday; would you rather; favourite; favorite; fav
		wanna/wana play/join/come/hang/see/go/watch/chill/talk/chat/vc; lets play/go/do/see/hope/just/get/gooo/make; truth or dare
		opinion/opinions/thoughts on/about; guess what/who; guys/yall think/like; think about/of the/this/that/my`},
	{rhetorical, `
		are/r you/u fucking/kidding/serious/joking/mad/insane/drunk/blind/stupid/dumb/trolling; you/u kidding/serious/joking
		how is/are/was this/that/it/they even/legal; how cool/nice/cute/great/sweet/awesome/dare/funny/lucky; why so/bother/me
		why would anyone/you/u/they/anybody; why are/r/is people/he/she/everyone/men/life/they; why cant/dont you/people/we/they
		what/wat the da/hell/heck/fuck; who cares/knows/asked; what could/else go/possibly; what a/an; so what; isnt/aint/wasnt that/it
		seriously $; ^really $; ^huh; ^say what; ^for real; ^no way; dont you think/love/just; how many times; like what; as if
		who even; does it matter; is this real/life; what is life/love; make/makes sense; exist $; must be nice; cant wait; why not
		^since when; why/how do/does people/life/everyone/i always/even/love/exist`},
	{tag, `
		right $; innit $; eh $; huh $; yeah $; isnt it $; arent they/you $; or what $; amirite $; ya/you know $; correct $; though $
		tho $`},
	{laughs, `wtf; wth; omg; bruh; bro; dude`},
	{advice, `
		you/u/ya need/must/gotta/might/may/will/can/could/should; you/u have to
		^just/simply click/go/use/try/do/press/ask/restart/read/open/check/reinstall/contact/hold/make/log
		^try/click/press/hold/go/check/restart/reinstall/clear/reboot/ask/contact; ^yes; ^yeah; ^yep; ^yup; ^nope; ^nah
		go/head into/to settings/the/your; if you/u have/need/want/get/are/still/see/cant; it/this takes/took/usually/depends
		worked/works for me; in the faq/docs/pinned/rules; pinned post/message; mine came/arrived/works/worked/did/took
		i think it/its/you/u; i would/d guess/suggest/recommend; afaik; iirc; imo; tbh`},
	{settled, `
		nvm; nevermind; never mind; found it; figured it/that/this out; got/getting it/this working/fixed/sorted; got it to/going
		solved; sorted; its/all/now/everything fixed/solved/sorted/resolved/done
		its/it/all/just/everything/problem/server/site works/working/back now/again/fine/great/perfectly/up; it works; fixed it
		works/working now/again/fine/great/perfectly; worked $; that/it/this did/fixed/worked/helped it/the
		that/this worked/helped/works; problem solved/gone; all good; resolved; ^got it; disregard; forget it; ignore that/me`},
	{thanks, `thanks; thank you/u; thx; ty; tysm; tyvm; thankyou; cheers; thnx; much appreciated`},
	{own, `my; mine; our; your/ur/the site/website/app/shop/store/server/page/support/service/company/checkout/webshop`},
	{speaks, `i; im; ive; id; me; we; us`},
	{lacks, `
		not; nothing; nowhere; nobody; none; cant; cannot; couldnt; doesnt; dont; didnt; isnt; arent; wasnt; wont; havent; hasnt
		missing; without; never; neither`},
}
