#!/usr/bin/env python3
"""Writes the ERP simulator's table of windows-31j with Python's own cp932 codec: the simulator must not share a charset with the adapter that it is there to test.

    python3 make_windows_31j.py                            # into ../resources
    python3 make_windows_31j.py --index index-jis0208.txt  # compares with the WHATWG Encoding Standard's index first

A line is a first byte and the characters of its 188 second bytes (40 to 7E, 80 to FC), in hexadecimal, ---- where there is none.
"""

import argparse
import pathlib
import sys

TABLE = pathlib.Path(__file__).resolve().parent.parent / "resources/org/catalogsync/devstack/erp/windows-31j.txt"
FIRST = [*range(0x81, 0xA0), *range(0xE0, 0xFD)]
SECOND = [*range(0x40, 0x7F), *range(0x80, 0xFD)]


def character(first, second):
    try:
        text = bytes([first, second]).decode("cp932")
    except UnicodeDecodeError:
        return None
    return ord(text) if len(text) == 1 else None


def rows():
    return {first: [character(first, second) for second in SECOND] for first in FIRST}


def compare(index, table):
    """The index holds pointers; the standard's Shift_JIS decoder adds the user-defined characters."""
    standard = {8836 + i: 0xE000 + i for i in range(1880)}
    for line in pathlib.Path(index).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            pointer, point = line.split()[:2]
            standard[int(pointer)] = int(point, 16)
    ours = [point for first in FIRST for point in table[first]]
    different = [pointer for pointer, point in enumerate(ours) if standard.get(pointer) != point]
    print(f"{sum(p is not None for p in ours)} codes here, {len(different)} unlike the standard {different[:10]}")
    return not different


def main():
    options = argparse.ArgumentParser()
    options.add_argument("--index")
    index = options.parse_args().index
    table = rows()
    if index and not compare(index, table):
        sys.exit(1)
    lines = (
        f"{first:02X} " + " ".join("----" if point is None else f"{point:04X}" for point in points) + "\n"
        for first, points in table.items()
    )
    TABLE.write_text("".join(lines), "ascii", newline="\n")


if __name__ == "__main__":
    main()
