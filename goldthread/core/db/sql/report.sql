-- The cases behind the figures of a published report: ids alone.

-- Kept while the report is being published, under a look, before its edition stands: afterwards nothing is added to it.
CREATE OR REPLACE FUNCTION goldthread_report_keep(p_edition uuid, p_figure text, p_cases uuid[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
DECLARE
    kept bigint;
BEGIN
    IF (goldthread_current_look()).id IS NULL OR EXISTS (SELECT 1 FROM report_edition WHERE id = p_edition) THEN
        RAISE EXCEPTION 'a published report is not changed';
    END IF;
    INSERT INTO report_figurecase (id, edition_id, figure, borough, case_id)
    SELECT gen_random_uuid(), p_edition, p_figure, coalesce(b.name, 'not known'), k.id
      FROM cases_case k LEFT JOIN organisation_borough b ON b.code = k.borough_id WHERE k.id = ANY (p_cases);
    GET DIAGNOSTICS kept = ROW_COUNT;
    RETURN kept;
END $$;

-- So many of them from the first on, the oldest first, with whom each is about. An empty borough is all of them.
CREATE OR REPLACE FUNCTION goldthread_report_cases(
    p_edition uuid, p_figure text, p_borough text, p_first int, p_most int)
RETURNS TABLE (total bigint, case_id uuid, person_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
    SELECT count(*) OVER (), k.id, l.person_id
      FROM report_figurecase f JOIN cases_case k ON k.id = f.case_id
      LEFT JOIN people_link l ON l.mention_id = k.mention_id AND l.to_at IS NULL AND l.certainty = 'linked'
     WHERE f.edition_id = p_edition AND f.figure = p_figure AND (p_borough = '' OR f.borough = p_borough)
     ORDER BY k.opened_at, k.id OFFSET p_first LIMIT p_most
$$;
