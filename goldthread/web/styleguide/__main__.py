"""Write every page with its invented content into a folder: `python -m goldthread.web.styleguide FOLDER`."""

import os
import sys
from pathlib import Path


def write(folder: Path) -> int:
    """Write each page by day and by night; the count of files. The addresses in them lead nowhere."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goldthread.config.settings")
    django.setup()
    from goldthread.web.styleguide.rendering import every_page

    folder.mkdir(parents=True, exist_ok=True)
    pages = every_page()
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html)
    return len(pages)


if __name__ == "__main__":
    print(f"{write(Path(sys.argv[1]))} pages")
