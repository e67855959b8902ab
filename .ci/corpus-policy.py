#!/usr/bin/env python3
"""corpus-policy.py CORPUS JUDGED: the judgements with reply_text by each expectation's own policy. Sources disagree whether a
signature is part of an answer; where an expectation says that its source keeps signatures, those that were cut are put back
in their place."""
import json
import os
import sys

corpus, judged = sys.argv[1:]


def with_signatures(j):
    """What is new together with what was cut as a signature, in the order of the text."""
    text, out, at = j["body_text"].encode(), [], 0
    for cut in j["cuts"]:
        out.append(text[at:cut["start"]])
        if cut["rule"] in ("signature", "forwarded"):  # what is forwarded is part of reply_text already
            out.append(text[cut["start"]:cut["end"]])
        at = cut["end"]
    out.append(text[at:])
    return b"".join(out).decode(errors="replace").strip()


for line in open(judged, encoding="utf-8"):
    j = json.loads(line)
    path = os.path.join(corpus, os.path.splitext(j["path"])[0] + ".expect.json")
    if "error" not in j and os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            policy = json.load(f).get("policy") or {}
        kept = any(cut["rule"] == "signature" for cut in j["cuts"])
        if policy.get("signature") == "kept" and kept:
            j["reply_text"] = with_signatures(j)
    print(json.dumps(j, ensure_ascii=False))
