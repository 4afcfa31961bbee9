"""Draws what a terminal showed, colours included: draw.py TITLE PICTURE.svg, and the recording on standard input."""
import io
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

title, picture = sys.argv[1:]
shown = sys.stdin.buffer.read().decode().replace("\r\n", "\n")
lines = [line for line in shown.split("\n") if not line.startswith(("Script started", "Script done"))]
console = Console(record=True, width=110, file=io.StringIO(), force_terminal=True, color_system="standard")
console.print(Text(title, style="bold"))
console.print(Text.from_ansi("\n".join(lines).strip().replace(str(Path.home()), "~")))
console.save_svg(picture, title="")
