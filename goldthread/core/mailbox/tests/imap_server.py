"""A mailbox that speaks enough IMAP over TLS (RFC 3501) to be read by the standard library's own client."""

import re
import socketserver
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PASSWORD = "a pass phrase"


@dataclass
class Box:
    """What the mailbox holds, by number, and what was asked of it. At `drops_at` the line is closed."""

    mails: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    asked: list[str] = field(default_factory=list)
    drops_at: int = 0
    port: int = 0


@contextmanager
def imap_server(folder: Path) -> Iterator[tuple[Box, Path]]:
    """A server on this machine, with the certificate by which a client knows it."""
    box, certificate = Box(), _certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, folder / "key.pem")

    class Handler(socketserver.StreamRequestHandler):
        def setup(self) -> None:
            self.request = context.wrap_socket(self.request, server_side=True)
            super().setup()

        def handle(self) -> None:
            self.wfile.write(b"* OK ready\r\n")
            for line in self.rfile:
                tag, _, asked = line.decode().strip().partition(" ")
                box.asked.append(asked)
                if not _answer(box, self.wfile.write, tag, asked):
                    return

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            return  # a client that does not trust the certificate goes away, as it must

    with Server(("127.0.0.1", 0), Handler) as server:
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box, certificate
        server.shutdown()


def _answer(box: Box, write: Callable[[bytes], object], tag: str, asked: str) -> bool:
    """Answer one line; False where the line is to be closed."""

    def say(*lines: str) -> None:
        write("".join(f"{one}\r\n" for one in lines).encode())

    word = asked.upper()
    if word.startswith("CAPABILITY"):
        say("* CAPABILITY IMAP4rev1", f"{tag} OK done")
    elif word.startswith("LOGIN"):
        say(f"{tag} OK in" if PASSWORD in asked else f"{tag} NO wrong")
    elif word.startswith("EXAMINE"):
        say(f"* {len(box.mails)} EXISTS", f"* OK [UIDVALIDITY {box.validity}] stays", f"{tag} OK [READ-ONLY] opened")
    elif found := re.match(r"UID SEARCH UID (\d+):\*", asked):
        said = [uid for uid in sorted(box.mails) if uid >= int(found[1])] or sorted(box.mails)[-1:]
        say("* SEARCH " + " ".join(map(str, said)), f"{tag} OK done")
    elif found := re.match(r"UID FETCH (\d+) \((.+)\)", asked):
        return _fetched(box, write, tag, int(found[1]), found[2])
    elif word.startswith("LOGOUT"):
        say("* BYE", f"{tag} OK out")
        return False
    else:
        say(f"{tag} BAD {asked}")
    return True


def _fetched(box: Box, write: Callable[[bytes], object], tag: str, uid: int, part: str) -> bool:
    raw = box.mails[uid].replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if part == "RFC822.SIZE":
        write(f"* 1 FETCH (UID {uid} RFC822.SIZE {len(raw)})\r\n{tag} OK done\r\n".encode())
        return True
    if uid == box.drops_at:
        return False
    head = f"* 1 FETCH (UID {uid} BODY[] {{{len(raw)}}}\r\n".encode()
    write(head + raw + f")\r\n{tag} OK done\r\n".encode())
    return True


def _certificate(folder: Path) -> Path:
    """A certificate for this machine alone, good for a day."""
    path = folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", path],
        check=True, capture_output=True,
    )  # fmt: skip
    return path
