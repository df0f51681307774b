"""The demonstration's sign-ins, asked of a process of its own so that the one that serves never loads Django."""

import json
import sys


def sign_ins(address: str) -> list[dict[str, str]]:
    """One sign-in per role, as the invented force lists them."""
    import django

    django.setup()
    from goldthread.synthetic.signins import signins

    return signins(address)


if __name__ == "__main__":
    json.dump(sign_ins(sys.argv[1]), sys.stdout)
