"""The girl whose case is played."""

from goldthread.respond.missing.tests.playing import jess

__all__ = ["jess"]
