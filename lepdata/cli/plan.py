"""`lepdata plan`: improvement plans, drafted, published or your own: how they stand, and reports on them."""

from __future__ import annotations

import argparse

from lepdata.cli import plan_draft, plan_show, plan_update

NAME = "plan"
HELP = "draft an improvement plan, show how one stands, or append a report to it"
EXAMPLE = "lepdata plan show lancashire-2019 --as-at 2019-09-30"

# Each part is a module with NAME, HELP, EXAMPLE, options and run, as a command is; a new part is one word more here.
PARTS = (plan_draft, plan_show, plan_update)


def options(parser: argparse.ArgumentParser) -> None:
    """The parts of the command, each with its own options."""
    parts = parser.add_subparsers(dest="part", metavar="PART", required=True)
    for module in PARTS:
        own = parts.add_parser(
            module.NAME,
            help=module.HELP,
            description=module.HELP[:1].upper() + module.HELP[1:] + ".",
            epilog=f"Example:\n  {module.EXAMPLE}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.options(own)
        own.add_argument(
            "--debug", action="store_true", default=argparse.SUPPRESS, help="show the traceback of an error"
        )
        own.set_defaults(run_part=module.run)


def run(given: argparse.Namespace) -> int:
    """Run the part asked for."""
    code: int = given.run_part(given)
    return code
