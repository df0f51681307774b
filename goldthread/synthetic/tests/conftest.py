"""A small force, written and read back once for all of these tests."""

import pytest

from goldthread.synthetic.force import Written, write
from goldthread.synthetic.tests.reading_back import ANCHOR, SEED, ReadBack


@pytest.fixture(scope="package")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return write(tmp_path_factory.mktemp("force"), SEED, "small", ANCHOR)


@pytest.fixture(scope="package")
def force(written: Written) -> ReadBack:
    return ReadBack(written.folder)
