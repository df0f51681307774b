"""The model as declared data: what each level is worth in bits, the prior, the household cap and the lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from goldthread.core import yaml_files
from goldthread.link.matching import frequencies
from goldthread.link.matching.frequencies import Frequencies

DECLARED = Path(__file__).with_name("model.yaml")
# What a whole family shares: rare between strangers, certain between brothers and sisters (linking.md 2).
HOUSEHOLD = frozenset({"surname", "address", "phone"})
IDENTIFIERS = ("pnc_id", "cro_no", "nhs_no", "social_care_id", "upn")


@dataclass(frozen=True, slots=True)
class Level:
    """What one outcome of a comparison is worth. With a `share`, the bits are of a name borne by that share."""

    bits: float
    share: float = 0.0
    source: str = ""


@dataclass(frozen=True)
class Model:
    """One version: the same mentions and decisions under it are the same people, whatever came first."""

    version: str
    prior: float
    household_cap: float
    most_adjusted: float
    link: float
    possible: float
    conflict: float
    rival_margin: float
    largest: int
    comparisons: Mapping[str, Mapping[str, Level]]
    frequencies: Frequencies


class UnsoundModel(ValueError):
    """The declaration leaves out a source or a line, or contradicts itself."""


def model_of(declared: Mapping[str, Any], names: Frequencies) -> Model:
    """A model read from its declaration. Every number must say where it comes from."""
    comparisons = {
        field: {name: _level(f"{field} {name}", level) for name, level in levels.items()}
        for field, levels in declared["comparisons"].items()
    }
    if declared["frequencies"] != names.version:
        raise UnsoundModel(f"frequencies: the model wants {declared['frequencies']}, not {names.version}")
    lines = {name: _number(declared, name) for name in ("prior", "household_cap", "most_adjusted", "link", "possible")}
    if lines["possible"] >= lines["link"]:
        raise UnsoundModel("possible: its line must be below that of a link")
    return Model(
        version=declared["version"],
        **lines,
        conflict=_number(declared, "conflict"),
        rival_margin=_number(declared, "rival_margin"),
        largest=int(_number(declared, "largest", "mentions")),
        comparisons=comparisons,
        frequencies=names,
    )


def _level(name: str, declared: Mapping[str, Any]) -> Level:
    if not declared.get("source"):
        raise UnsoundModel(f"{name}: its source is missing")
    return Level(float(declared["bits"]), float(declared.get("share", 0.0)), declared["source"])


def _number(declared: Mapping[str, Any], name: str, unit: str = "bits") -> float:
    if not declared[name].get("source"):
        raise UnsoundModel(f"{name}: its source is missing")
    return float(declared[name][unit])


def declaration(path: Path = DECLARED) -> dict[str, Any]:
    read: dict[str, Any] = yaml_files.read(path)
    return read


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model of this release."""
    return model_of(declaration(), frequencies.shipped())
