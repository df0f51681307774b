"""When a rule stays silent: an alert of our own case told the same before the rule could."""

_OUR_CASE = """
    EXISTS (SELECT 1 FROM alerts_alert a JOIN cases_case c ON c.reference = a.case_reference
              JOIN people_link x ON x.mention_id = c.mention_id AND x.to_at IS NULL AND x.certainty = 'linked'
              JOIN people_link y ON y.person_id = x.person_id AND y.to_at IS NULL AND y.certainty = 'linked'
             WHERE a.kind = '{kind}' AND a.withdrawn_at IS NULL AND y.mention_id = w.subject AND {more})
"""
# The report that made the pattern told it (`respond/missing/reporting.py`), in the time after which it is told again.
REPEAT = _OUR_CASE.format(kind="missing_repeat", more="a.raised_at > w.since")
# The case in which the child was found told it when the place was entered (`respond/missing/found.py`).
FOUND = _OUR_CASE.format(kind="missing_found_risk", more="c.facts->>'found_dwelling' = w.occasion")
