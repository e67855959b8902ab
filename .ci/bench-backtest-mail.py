#!/usr/bin/env python3
"""bench-backtest-mail N CONFIG   writes an mbox of N mails of the shape that a shop's mailbox has, the same ones every time.

What customers ask is taken from the tests beside the matchers of CONFIG; a third of it is changed or is about nothing that a
matcher knows. Half of the mail is plain, half has HTML beside it; one in four has a signature, one in seven an attachment
(most of some ten KB, a few of hundreds). One in four goes on in an earlier thread and quotes it, most often the answer of a
person that the mailbox does not hold. One in seven is machine mail: newsletters, bounces, absence notes, notices.
"""
import base64
import datetime
import glob
import random
import re
import sys

n, config = int(sys.argv[1]), sys.argv[2]
rnd = random.Random(4711)
asks = []
for path in sorted(glob.glob(config + "/matchers/**/*.yaml", recursive=True)):
    with open(path, encoding="utf-8") as f:
        asks += [bytes(s, "utf-8").decode("unicode_escape").encode("latin-1").decode("utf-8") if "\\" in s and s.isascii() else s
                 for s in re.findall(r'say: "((?:[^"\\]|\\.)*)"', f.read())]
names = ["Ann", "Ben", "Clara", "Dirk", "Élodie", "Fiona", "Günter", "Hana", "Igor", "José", "Kim", "Lena", "Müller & Söhne", "Nora", "小林", "王伟"]
domains = ["gmail.com", "web.de", "outlook.com", "yahoo.fr", "firm.example", "studio.example", "qq.com", "posteo.de"]
filler = """I bought it for the reading corner beside the window. The box was opened by my neighbour. We have had two of your lamps for
years and like them. The bulb is the warm one. I am at home in the afternoon. My partner says the colour is not what the picture
shows. The invoice is attached, as you asked. It stands on a wooden table. Please tell me what to do next. I have called twice and nobody
picked up. The cable is shorter than I thought. I would rather not wait until next month. Our flat is on the third floor.
""".replace("\n", " ").split(". ")
strange = ["Do you still have the green enamel model of 1998?", "A question about the wiring behind plate B", "Can the shade be dyed?",
           "Your driver parked in our yard", "Photo for your catalogue", "Looking for an apprenticeship", "Radio interference from the dimmer"]
start = datetime.datetime(2026, 9, 1, tzinfo=datetime.timezone.utc)
threads = []


def header(value):
    return value if value.isascii() else "=?utf-8?B?" + base64.b64encode(value.encode()).decode() + "?="


def body(text, quote):
    lines = [rnd.choice(["Hello,", "Dear team,", "Hi", "Guten Tag,", "Bonjour,"]), "", text]
    lines += [rnd.choice(filler).strip() + "." for _ in range(int(rnd.lognormvariate(1.2, 0.8)))]
    if rnd.random() < 0.25:
        lines += ["", "-- ", rnd.choice(names), "Tel. +49 30 %07d" % rnd.randrange(10**7), "This mail may be confidential."]
    if quote:
        lines += ["", "On Mon, 7 Sep 2026 at 10:12, Lumen Lamps <support@lumen.example> wrote:"] + ["> " + s for s in quote]
    return "\n".join(lines)


def part(text, kind):
    raw = base64.encodebytes(text.encode()).decode() if rnd.random() < 0.5 else None
    if raw:
        return "Content-Type: text/%s; charset=utf-8\nContent-Transfer-Encoding: base64\n\n%s" % (kind, raw)
    return "Content-Type: text/%s; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s\n" % (kind, text)


def customer(i, at):
    follow = threads and rnd.random() < 0.25
    if follow:
        who, addr, subject, refs, said = rnd.choice(threads[-3000:])
        subject = subject if subject.startswith("Re:") else "Re: " + subject
    else:
        who = rnd.choice(names)
        addr = "c%d@%s" % (rnd.randrange(n), rnd.choice(domains))
        refs, said = [], []
    text = rnd.choice(asks) if rnd.random() < 0.67 else rnd.choice(strange) + " " + rnd.choice(filler).strip() + "."
    if not follow:
        subject = rnd.choice([text[:40].split("\n")[0], "Question", "My order LL-%06d" % rnd.randrange(10**6), "Hello"])
    mid = "m%d@%s" % (i, addr.split("@")[1])
    h = ["Return-Path: <%s>" % addr, "Delivered-To: support@lumen.example",
         "Received: from mx%d.%s by mx.lumen.example with ESMTPS id q%d; %s" % (i % 9, addr.split("@")[1], i, at.strftime("%a, %d %b %Y %H:%M:%S +0000")),
         "Authentication-Results: mx.lumen.example; dkim=pass header.d=%s; spf=pass" % addr.split("@")[1],
         "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=%s; s=s1; h=from:to:subject:date; bh=%s; b=%s" % (addr.split("@")[1], "A" * 44, "B" * 340),
         "From: %s <%s>" % (header(who), addr), "To: Lumen Lamps <support@lumen.example>", "Subject: " + header(subject),
         "Date: " + at.strftime("%a, %d %b %Y %H:%M:%S +0200"), "Message-ID: <%s>" % mid, "MIME-Version: 1.0", "X-Mailer: Mailer 12.3"]
    if refs:
        person = "<agent%d@lumen.example>" % i
        h += ["In-Reply-To: " + person, "References: " + " ".join(refs + [person])]
    text = body(text, said)
    threads.append((who, addr, subject, refs + ["<%s>" % mid], text.split("\n")[:30]))
    inner = part(text, "plain")
    if rnd.random() < 0.5:
        page = "<html><head><style>p{margin:0}</style></head><body>" + "".join("<p style='font-family:Arial'>%s</p>\n" % s.replace("&", "&amp;").replace("<", "&lt;") for s in text.split("\n")) + "</body></html>"
        inner = "Content-Type: multipart/alternative; boundary=alt%d\n\n--alt%d\n%s\n--alt%d\n%s\n--alt%d--\n" % (i, i, inner, i, part(page, "html"), i)
    if rnd.random() < 0.14:
        size = min(int(rnd.lognormvariate(9.3, 1.3)), 600_000)
        picture = base64.encodebytes(rnd.randbytes(size)).decode()
        inner = ("Content-Type: multipart/mixed; boundary=mix%d\n\n--mix%d\n%s\n--mix%d\nContent-Type: image/jpeg; name=lamp.jpg\n"
                 "Content-Disposition: attachment; filename=lamp.jpg\nContent-Transfer-Encoding: base64\n\n%s\n--mix%d--\n") % (i, i, inner, i, picture, i)
    return addr, "\n".join(h) + "\n" + inner


def machine(i, at):
    date = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    kind = rnd.randrange(4)
    addr = ["news%d@letters.example" % (i % 40), "MAILER-DAEMON@mx.example", "c%d@firm.example" % i, "notify@parcels.example"][kind]
    extra = ["List-Id: <lamps.letters.example>\nList-Unsubscribe: <mailto:off@letters.example>", "Content-Type: multipart/report; report-type=delivery-status; boundary=r",
             "Auto-Submitted: auto-replied\nX-Auto-Response-Suppress: All", "Auto-Submitted: auto-generated"][kind]
    text = ["Ten lamps for the autumn.\n" + "\n".join(filler * 6), "--r\nContent-Type: text/plain\n\nuser unknown\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; x@y.example\nAction: failed\nStatus: 5.1.1\n--r--",
            "I am away until Monday.", "Parcel %d was handed over." % i][kind]
    path = "" if kind == 1 else addr
    return addr, "Return-Path: <%s>\nReceived: from a by b; %s\nFrom: <%s>\nTo: support@lumen.example\nSubject: %s\nDate: %s\nMessage-ID: <x%d@letters.example>\n%s\n\n%s\n" % (
        path, date, addr, ["Lamps of the week", "Undelivered Mail Returned to Sender", "Out of office", "Your parcel"][kind], date, i, extra, text)


out = sys.stdout.buffer
at = start
for i in range(n):
    at += datetime.timedelta(seconds=rnd.expovariate(n / (61 * 86400)))
    addr, mail = (machine if rnd.random() < 0.14 else customer)(i, at)
    mail = re.sub(r"(?m)^(>*From )", r">\1", mail)
    out.write(("From %s %s\n" % (addr, at.strftime("%a %b %e %H:%M:%S %Y"))).encode() + mail.encode("utf-8", "replace") + b"\n")
