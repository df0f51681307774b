"""An installation of its own for the tests of what serves and examines it."""

from goldthread.core.db.tests.conftest import Installed, installed

__all__ = ["Installed", "installed"]
