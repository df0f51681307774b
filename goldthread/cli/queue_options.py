"""The options that say what part of a queue is wanted, in which order: the same for every command about a queue."""

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

BOARD = (
    click.option("--state", default="", help="Only in this state."),
    click.option("--risk", default="", help="high, medium, low or unknown."),
    click.option("--owner", default="", help="A username, mine or none."),
    click.option("--borough", default="", help="A borough's code."),
    click.option("--late", is_flag=True, help="Only what is late."),
    click.option("--due-soon", is_flag=True, help="Only what is due within the hour."),
    click.option("--scale", default="", metavar="NAME=VALUE", help="A grade, like grade=amber or grade=unknown."),
    click.option("--find", default="", help="A reference, or the beginning of the child's names."),
)
OPTIONS = (
    *BOARD,
    click.option("--waiting-days", type=int, help="Opened so many days ago or longer."),
    click.option("--review", default="", help="never, due or asked: by what the reviews of supervisors say."),
    click.option("--sort", default="", help="child, due, opened, risk, grade, state, owner, borough; -due: backwards."),
)


def part_of_board(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the filter of a board."""
    return reduce(lambda made, option: option(made), reversed(BOARD), command)


def part_of_queue(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with the filter and the order of a queue."""
    return reduce(lambda made, option: option(made), reversed(OPTIONS), command)
