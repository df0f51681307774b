from goldthread.core import db as d
from goldthread.testing import factories as f
from goldthread.link.picture.searching import search
from goldthread.link.picture.queries import open_picture
from goldthread.link.picture.reading import open_record
from goldthread.respond.concern.actions import record_concern
from goldthread.core.cases.actions import move_case
from goldthread.core.cases.queries import open_case_file, open_queue
from goldthread.core.access.queries import who_saw
from goldthread.core.people import rights
from goldthread.core.sealing.actions import seal_all
from goldthread.core.sealing.queries import verify
from goldthread.core.journal import queries as jq
import json

def test_smoke(db, monkeypatch):
    code = f.load_child()
    ro, desk, dpo = f.reader("responding_officer"), f.reader("mash_desk"), f.reader("dpo")
    with d.transaction():
        assert d.fetch("select * from records_mention") == []
        found = search(ro, "Jes Kentwel 2011")
        print(json.dumps(found.as_json(), indent=1, default=str))
    with d.transaction():
        p = open_picture(ro, code)
        print(json.dumps(p.as_json(), indent=1, default=str))
    with d.transaction():
        print(open_record(ro, p.records[0]["id"]))
    with d.transaction():
        case = record_concern(ro, code, seen="A bruise", danger="yes", idempotency_key="k1")
        again = record_concern(ro, code, seen="A bruise", danger="yes", idempotency_key="k1")
        assert case == again
    with d.transaction():
        q = open_queue(desk, "concern"); print(q.as_json())
    with d.transaction():
        move_case(desk, case.reference, "take")
    with d.transaction():
        print(json.dumps(open_case_file(desk, case.reference).as_json(), indent=1))
    with d.transaction():
        print(who_saw(dpo, code).as_json())
    print(seal_all(), verify("access").as_json(), verify("journal").as_json())
    with d.as_service():
        print(jq.verify().as_json())
    with d.transaction():
        print(rights.rectify(dpo, code, field="forename", text="Jessica", authority="DPO"))
    with d.transaction():
        print(rights.restrict(dpo, code, ground="contested", authority="DPO"))
    with d.transaction():
        assert not search(ro, "Jessica Kentwell").hits
    with d.transaction():
        print(rights.restrict(dpo, code, ground="contested", lift=True, authority="DPO"))
        assert search(ro, "Jessica Kentwell").hits
    with d.transaction():
        print(rights.erase(dpo, code, rule="DPA 2018 s47", authority="DPO"))
    with d.as_service():
        print(jq.verify().as_json())
    seal_all(); print(verify("access").as_json())
