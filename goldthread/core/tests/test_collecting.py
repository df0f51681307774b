"""Circles of things are looked for again after the work, however it ended."""

import gc

import pytest

from goldthread.core.collecting import uncollected


def test_nothing_is_looked_for_meanwhile_and_again_after() -> None:
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_work_that_fails_leaves_it_as_it_was() -> None:
    with pytest.raises(KeyError), uncollected():
        raise KeyError
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
