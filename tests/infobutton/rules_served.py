"""Debian's nginx and Caddy, each serving a folder with the rules that were built into it."""

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

NGINX = """\
{user}daemon off; worker_processes 1; pid {own}/pid; error_log {own}/error.log;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log {own}/access.log;
    client_body_temp_path {own}/1; proxy_temp_path {own}/2; fastcgi_temp_path {own}/3; uwsgi_temp_path {own}/4; scgi_temp_path {own}/5;
    include {site}/infobutton/nginx-maps.conf;
    server {{
        listen 127.0.0.1:{port};
        root {site};
        add_header Content-Security-Policy "default-src 'self'; script-src 'self'; style-src 'self'";
        include {site}/infobutton/nginx-locations.conf;
    }}
}}
"""
CADDY = """\
{{
\tadmin off
\tauto_https off
}}
http://127.0.0.1:{port} {{
\troot * {site}
\tlog {{
\t\toutput file {own}/access.log
\t}}
\timport {site}/infobutton/Caddyfile
\tfile_server
}}
"""


def installed(name):
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def serving(name, site, own):
    """The address that a server answers at; what it logs of requests is in `own`/access.log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own.mkdir()
    settings = own / "settings"
    user = "user root; " if os.geteuid() == 0 else ""  # else the folders of tests are not nginx's to read
    settings.write_text((NGINX if name == "nginx" else CADDY).format(site=site, own=own, port=port, user=user))
    command = (
        ["-c", settings, "-e", own / "error.log"]
        if name == "nginx"
        else ["run", "--adapter", "caddyfile", "--config", settings]
    )
    with (own / "said").open("w") as said:
        env = {**os.environ, "HOME": str(own)}
        process = subprocess.Popen([installed(name), *command], stdout=said, stderr=said, env=env)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 0.1).close()
                break
            except OSError:
                assert process.poll() is None, (own / "said").read_text()
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(10)
