#!/usr/bin/env python3
"""bench-judge.py INJECTED REPLIES TICKETS   holds what was sent and queued against what was injected.

Each mail is answered at most once; each mail that is due a reply has one, or a ticket that says why it has none; no mail of a
kind that must not be answered is answered. Exit status 1 where that does not hold."""
import collections
import json
import sys

injected, replies, tickets = ([json.loads(line) for line in open(path)] for path in sys.argv[1:4])
arrived = [r for r in replies if r["outcome"] in ("accepted", "dropped") and r["id"]]
answers = collections.Counter(r["id"] for r in arrived)
queued = collections.defaultdict(list)
for t in tickets:
    queued[t["message_id"].split("@")[0].strip("<>")].append(t)

due = [m for m in injected if m["expect"] and not m.get("error")]
lost = [m for m in due if not answers[m["id"]]]


def why(m):
    """What the mail's ticket says about the missing reply; empty where there is no ticket or it does not say."""
    said = [text for t in queued[m["id"]] for text in [t["reason"], *t["notes"]] if "automatic reply" in text or "not answered" in text]
    return said[0] if said else ""


unsaid = [m for m in lost if not why(m)]
twice = [i for i, n in answers.items() if n > 1]
kinds = {m["id"]: m["kind"] for m in injected}
unwanted = collections.Counter(kinds.get(i, "?") for i in answers if kinds.get(i) != "question")
reasons = collections.Counter(why(m).split(":")[0] for m in lost if why(m))

print(f"injected {len(injected)}, due a reply {len(due)}, answered {len(answers)}, tickets {len(tickets)}")
print(f"answered twice {len(twice)}, unwanted {dict(unwanted)}, without a reply {len(lost)}, of these without a ticket that says why {len(unsaid)}")
for reason, n in reasons.most_common():
    print(f"  {n:5} without a reply: {reason}")
for m in unsaid[:10]:
    print("  LOST:", m["id"], m["subject"])
for i in twice[:10]:
    print("  ANSWERED TWICE:", i)
bad = bool(twice or unwanted or unsaid)
print(f"bench: {len(due) - len(unsaid)} passed, {len(unsaid) + len(twice) + sum(unwanted.values())} failed")
sys.exit(bad)
