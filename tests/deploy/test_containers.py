"""What a container and a cluster are told, as far as it can be seen without either: structure, and the server inside."""

import re
import shutil
import subprocess

import pytest
import yaml
from servers import DEPLOY, missing

KUBERNETES = DEPLOY / "kubernetes"


@pytest.fixture(scope="module")
def manifests():
    named = yaml.safe_load((KUBERNETES / "kustomization.yaml").read_text(encoding="utf-8"))["resources"]
    assert {path.name for path in KUBERNETES.iterdir()} == {*named, "kustomization.yaml"}
    read = [yaml.safe_load((KUBERNETES / name).read_text(encoding="utf-8")) for name in named]
    return {one["kind"]: one for one in read}


def test_the_cluster_base_names_one_thing_throughout(manifests):
    assert set(manifests) == {"Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget"}
    template = manifests["Deployment"]["spec"]["template"]
    labels = template["metadata"]["labels"]
    assert manifests["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert manifests["Service"]["spec"]["selector"] == labels
    assert manifests["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    scaled = manifests["HorizontalPodAutoscaler"]["spec"]
    assert scaled["scaleTargetRef"] == {"apiVersion": "apps/v1", "kind": "Deployment", "name": "guide"}
    assert scaled["minReplicas"] > manifests["PodDisruptionBudget"]["spec"]["minAvailable"], (
        "else no node can be emptied"
    )
    assert "replicas" not in manifests["Deployment"]["spec"], "each `apply` would undo what the autoscaler did"
    assert (
        manifests["Service"]["spec"]["ports"][0]["targetPort"] == template["spec"]["containers"][0]["ports"][0]["name"]
    )


def test_pods_may_do_nothing_but_serve(manifests):
    pod = manifests["Deployment"]["spec"]["template"]["spec"]
    container = pod["containers"][0]
    assert pod["securityContext"]["runAsNonRoot"] and pod["automountServiceAccountToken"] is False
    assert container["securityContext"] == {"allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]}}  # fmt: skip
    assert {container[probe]["httpGet"]["path"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")} == {
        "/healthz"
    }
    assert container["resources"]["requests"]["cpu"], "the autoscaler has nothing to reckon with"
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]["guide"]
    assert compose["read_only"] and compose["cap_drop"] == ["ALL"]


def test_the_container_has_a_version_no_root_and_settings_that_nginx_takes(tmp_path):
    if said := missing("nginx"):
        pytest.fail(said)
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    assert re.search(r"^FROM \S+/nginx-unprivileged:\d+\.\d+", text, re.M)
    assert re.findall(r"^USER (\w+)", text, re.M)[-1] == "101"
    shutil.copy(DEPLOY / "nginx.conf", tmp_path / "default.conf")
    step = re.search(r"RUN sed -i (.*?/etc/nginx/conf\.d/default\.conf)", text, re.S)[1]
    step = step.replace("\\\n", " ").replace("/etc/nginx/conf.d/default.conf", str(tmp_path / "default.conf"))
    subprocess.run(f"sed -i {step}", shell=True, check=True)
    settings = (tmp_path / "default.conf").read_text(encoding="utf-8")
    assert "listen 8080;" in settings and "/dev/stdout" in settings and "brotli" not in settings
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{ include /etc/nginx/mime.types; include {tmp_path}/default.conf; }}\n"
    )
    done = subprocess.run(["/usr/sbin/nginx", "-t", "-q", "-c", tmp_path / "nginx.conf", "-e", tmp_path / "log"], capture_output=True, text=True)  # fmt: skip
    assert done.returncode == 0, done.stderr
    left = (tmp_path / "pid").exists()  # by the trial; as root's, it would keep the server from starting
    assert not left or "RUN nginx -t && rm -rf /tmp/*\n" in text
