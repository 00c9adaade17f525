"""Python's ftplib as a client that tells its dialogue: ftplib-client.py SCENARIO.json SHARED ADDRESS"""
import ftplib
import io
import json
import socket
import ssl
import sys
import time

scenario = json.load(open(sys.argv[1]))
shared, address = sys.argv[2:4]
active = scenario["command"] in ("PORT", "EPRT")
NAMES = ["small", "medium", "large"]


def tell(kind, text=""):
    print(json.dumps({"at": int(time.time() * 1000), "kind": kind, "text": text}), flush=True)


class Told:
    """Tells what goes over the control channel, also where TLS hides it from everybody else."""

    def putline(self, line):
        tell("command", line)
        super().putline(line)

    def getmultiline(self):
        text = super().getmultiline()
        tell("reply", text.split("\n")[-1])
        return text

    def ntransfercmd(self, cmd, rest=None):
        conn, size = super().ntransfercmd(cmd, rest)
        tell("open")
        return conn, size


class Plain(Told, ftplib.FTP):
    pass


class Secure(Told, ftplib.FTP_TLS):
    pass


dial = socket.create_connection


def told_dial(*args, **kwargs):
    tell("dial")
    return dial(*args, **kwargs)


def connected():
    if scenario["tls"] == "none":
        ftp = Plain(timeout=6)
    else:
        context = ssl.create_default_context()
        if scenario["trust"] != "client-rejects":
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        if not scenario["tls13"]:
            context.maximum_version = ssl.TLSVersion.TLSv1_2
        ftp = Secure(timeout=6, context=context)
    ftp.connect(address, 21)
    # Python asks for EPSV and EPRT of IPv6 alone; the address family that it goes by can be set.
    if scenario["command"] in ("EPSV", "EPRT"):
        ftp.af = socket.AF_INET6
    return ftp


def login(ftp):
    user = "lab" if scenario["server"] == "proftpd" else "anonymous"
    ftp.login(user, "lab")
    if scenario["tls"] != "none":
        ftp.prot_p()


def eprt(ftp):
    """ftplib listens in the family of its own choice; the offer has to name the family of the control channel."""

    def makeport():
        sock = socket.create_server(("", 0) if ":" not in address else ("::", 0), family=ftp.sock.family, backlog=1)
        sock.settimeout(6)
        host, port = ftp.sock.getsockname()[0], sock.getsockname()[1]
        ftp.voidcmd("EPRT |%d|%s|%d|" % (2 if ":" in host else 1, host, port))
        return sock

    ftp.makeport = makeport


def transfer(ftp, verb, n):
    seed = scenario["seed"]
    got = {"bytes": 0}

    def count(piece):
        got["bytes"] += len(piece)

    try:
        if verb == "RETR":
            ftp.retrbinary("RETR " + NAMES[(seed + n) % 3], count)
        elif verb == "STOR":
            data = open(shared + "/upload", "rb").read()
            ftp.storbinary("STOR up/p%d-%d" % (seed, n), io.BytesIO(data))
            got["bytes"] = len(data)
        else:
            ftp.retrlines("LIST", lambda line: count(line))
    finally:
        tell("bytes", str(got["bytes"]))


def main():
    ftp = connected()
    login(ftp)
    socket.create_connection = told_dial
    ftp.set_pasv(not active)
    if scenario["command"] == "EPRT":
        eprt(ftp)
    for n, verb in enumerate(scenario["verbs"]):
        transfer(ftp, verb, n)
    ftp.quit()


try:
    main()
except Exception as error:
    tell("error", repr(error))
    sys.exit(1)
