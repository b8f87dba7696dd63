#!/usr/bin/env python3
"""Checks a journal's hash chain, written from docs/journal.md and nothing else.

usage: verify-journal.py JOURNAL [SEQUENCE:HASH]
The head, if it was kept elsewhere, must be a record of the journal.
"""

import hashlib
import sqlite3
import struct
import sys

FORMAT = 1
IDENTITY = ("session_id", "strategy_title", "strategy_source", "semantic_hash", "parameters",
            "configuration", "data_description", "engine_version")


def number(value):
    return struct.pack(">q", value)


def text(value):
    return number(len(value)) + value


def blobs(columns):
    return ", ".join(f"CAST({column} AS BLOB)" for column in columns)


def fail(message):
    raise SystemExit(f"the chain is broken: {message}")


def main():
    if not 2 <= len(sys.argv) <= 3:
        raise SystemExit(__doc__)
    known = sys.argv[2] if len(sys.argv) == 3 else None
    database = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
    identity = database.execute(
        f"SELECT {blobs(IDENTITY)}, created_ms, genesis FROM session").fetchone()
    content = text(b"strat journal") + number(FORMAT)
    for part in identity[:len(IDENTITY)]:
        content += text(part or b"")
    previous = hashlib.sha256(content + number(identity[-2])).digest()
    if previous != identity[-1]:
        fail("the session's identity was changed")
    sequence = 0
    seen = known == f"0:{previous.hex()}"
    rows = database.execute(
        f"SELECT sequence, {blobs(['kind'])}, time_ms, {blobs(['payload'])}, previous_hash, hash"
        " FROM journal ORDER BY sequence")
    for at, kind, time, payload, claimed_previous, claimed in rows:
        if at != sequence + 1:
            fail(f"record {sequence + 1} is missing")
        if claimed_previous != previous:
            fail(f"record {at} does not follow on record {sequence}")
        content = previous + number(at) + text(kind) + number(time) + text(payload)
        previous = hashlib.sha256(content).digest()
        if previous != claimed:
            fail(f"record {at} is not what was written")
        sequence = at
        seen = seen or known == f"{sequence}:{previous.hex()}"
    if known and not seen:
        fail("the known head is not in this journal")
    print(f"{sequence} records, chain intact, head {sequence}:{previous.hex()}")


main()
