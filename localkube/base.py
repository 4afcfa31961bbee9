#!/usr/bin/env python3
"""base.py IMAGES.tar NAME OUT.tar: writes one image of an archive of many into
an archive of its own, as builders want their base image."""

import io
import json
import os
import sys
import tarfile

source, name, out = sys.argv[1:]
full = name if ":" in name.rsplit("/", 1)[-1] else name + ":latest"
if "/" not in full:
    full = "library/" + full
if not {".", ":"} & set(full.split("/")[0]) and not full.startswith("localhost/"):
    full = "docker.io/" + full

with tarfile.open(source) as images:
    manifest = json.load(images.extractfile("manifest.json"))
    image = next((image for image in manifest if full in image["RepoTags"]), None)
    if not image:
        known = sorted(tag for image in manifest for tag in image["RepoTags"])
        sys.exit(f"localkube: no image {full}; there are " + ", ".join(known))
    with tarfile.open(out + ".part", "w") as archive:
        for member in (image["Config"], *image["Layers"]):
            archive.addfile(images.getmember(member), images.extractfile(member))
        content = json.dumps([{**image, "RepoTags": [full]}]).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
os.replace(out + ".part", out)
