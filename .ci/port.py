"""Says plainly, before anything starts, when the port asked for cannot be had."""

import errno
import socket
import sys

HOST = "127.0.0.1"


def why_not(port: str) -> str:
    """The sentence for someone who cannot have this port, or nothing when they can."""
    if not (port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
        return f"PORT={port} is not a port; choose a number from 1 to 65535, as in PORT=8001."
    with socket.socket() as probe:
        # As the server will do; without it the pause after a stop would look like a server.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(port)))
            probe.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = int(port) % 65535 + 1
                return f"Port {port} is taken; stop what is listening there or choose another, as in PORT={other}."
            return f"Port {port} cannot be used ({error.strerror}); choose another, as in PORT=8001."
    return ""


if __name__ == "__main__":
    sys.exit(why_not(sys.argv[1]) or 0)
