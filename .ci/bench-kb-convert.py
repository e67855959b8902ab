#!/usr/bin/env python3
"""bench-kb-convert.py KB.json TRAIN.tsv FOLDER   writes articles: KB.json maps an id to {q, a}, TRAIN.tsv has example
questions (text, tab, id). A question stands in each article once."""
import collections
import json
import pathlib
import sys

kb = json.load(open(sys.argv[1], encoding="utf-8"))
questions = collections.defaultdict(dict)
for line in open(sys.argv[2], encoding="utf-8"):
    text, _, label = line.rstrip("\n").partition("\t")
    questions[label][text[:300]] = True
folder = pathlib.Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
for key, page in kb.items():
    head = {"id": key, "title": page["q"][:150], "url": f"https://kb.example/{key}", "questions": list(questions[key])}
    lines = [f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in head.items()]
    (folder / f"{key}.md").write_text("---\n" + "\n".join(lines) + "\n---\n" + page["a"] + "\n", encoding="utf-8")
print(f"{len(kb)} articles, {sum(map(len, questions.values()))} questions")
