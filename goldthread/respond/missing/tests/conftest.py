"""The child of the worked example, held by a call: what every test of the area begins with."""

from goldthread.respond.missing.tests.playing import jess

__all__ = ["jess"]
