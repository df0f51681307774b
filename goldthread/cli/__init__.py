"""The command line: a door like the others. It maps words to queries and actions and decides nothing."""

import importlib
import os

import click

# Command, the module that holds it, and its line in the table of contents. Modules load only when used.
COMMANDS: dict[str, tuple[str, str]] = {}


def command(name: str, module: str, summary: str) -> None:
    COMMANDS[name] = (module, summary)


class TableOfContents(click.Group):
    """A group whose commands are loaded when called, so `--help` is instant and reads like a table of contents."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"goldthread.cli.{COMMANDS[cmd_name][0]}")
        found: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


command("serve", "serve", "Start PostgreSQL (where it is ours), the web pages and the worker; ctrl-C stops all.")
command("db", "db", "Make the database and its three roles; apply changes to its shape.")
command("doctor", "doctor", "Say what is right and what is wrong with this installation, and what to do.")
command("backup", "backup", "Write everything to one file that `restore` reads.")
command("restore", "backup", "Bring a backup back, and prove it whole.")
command("demo", "demo", "The invented force: load it, list its sign-ins.")
command("synthetic", "synthetic", "Write the invented force, or a week of it, as the files its systems send.")
command("replay", "replay", "Hand planted failures in again: who was told, how soon, how many false alarms.")
command("feeds", "feeds", "Load what other systems send; say what became of every row.")
command("link", "link", "Who is who: review pairs, take records out; measure the linker on a file.")
command("search", "people", "Find a child or another person.")
command("picture", "people", "The picture of one person.")
command("person", "people", "Rectify, restrict or erase what is held about one person.")
command("flags", "flags", "Flags on a person: list, raise, review, lift; give to other systems.")
command("alerts", "alerts", "What was told to you and why; take it, hand it on; the rules that raise alerts.")
command("concern", "concern", "Record a concern about a child; move it on; read its timeline.")
command("missing", "missing", "Missing children: in common; Merlin and ours side by side.")
command("homes", "homes", "Care homes: what they send of missing children; the register, placements, keys.")
command("interviews", "interviews", "Return interview providers: their keys.")
command("mail", "mail", "Mail that came in: what waits, taking it, answering it, fetching.")
command("case", "case", "Open work of any area about a child, with what its declaration asks.")
command("areas", "areas", "The kinds of work there are; whether one is whole; the start of a new one.")
command("board", "board", "The board of an area by rows; its list as a file, for when the system is down.")
command("work", "work", "Give a case to an officer; hand it over; accept it; what is in your hands.")
command("access", "access", "Who saw this child? Verify and seal the logs; list the doors and the roles.")
command("journal", "journal", "Verify that what happened and what is shown agree.")
command("officers", "officers", "Officers, posts, sign-in and tokens.")
command("figures", "figures", "What an area of work is measured by, by borough and month.")
command("briefing", "briefing", "What each area says at the start of a shift, of a borough or the force.")
command("pacesetter", "pacesetter", "A borough's briefing (Pacesetter): tonight, tasks with a name, results.")
command("audit", "audit", "Question sets, samples anybody can draw again, reviews, what grades prove.")
command("recommendations", "recommendations", "Read an inspectorate's report; keep the register.")
command("plan", "plan", "The plans that answer the recommendations: actions, positions, evidence, letters.")
command("report", "report", "The quarterly report: draft it, publish it, read what was published.")
command("governance", "governance", "Bodies, meetings, decisions: who answers for the improvement.")
command("effect", "effect", "Tests of effect: what changed for a child; pass marks; readings kept.")
command("journey", "journey", "Where children wait: the map of journeys in a file of events.")
command("clocks", "clocks", "The rules of time: every clock with its source, and when one is due.")
command("docs", "manual", "Write the reference pages of the commands and the API, or check that they are current.")
command("soak", "soak", "Kill processes under load and count what was lost.")


@click.group(cls=TableOfContents, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Goldthread: a child through every police system, and a promise through to proof that it worked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
