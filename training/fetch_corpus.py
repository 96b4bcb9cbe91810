"""Fetches released packages into one folder each, with every ecosystem's ordinary client.

    python3 training/fetch_corpus.py [FOLDER] [ECOSYSTEM…]      (default training-corpus in the temporary folder, all)

Names that an index no longer knows are skipped and told. Nothing of the packages is run. The result is
FOLDER/<ecosystem>/<package>/…, files under 400 KB only, at most 6 MB a package; dictionaries are in FOLDER.words.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACKAGES = json.loads((HERE / "packages.json").read_text())
MAX_FILE = 400_000
MAX_PACKAGE = 6_000_000
SKIPPED = re.compile(
    r"\.(png|jpe?g|gif|ico|woff2?|ttf|eot|otf|so|a|o|class|jar|dll|exe|wasm|pyc|gz|zip|xz|bz2|zst|pdf|mp[34]|node|pack|bin|mo)$", re.I
)


def run(command, **options):
    print("$", " ".join(map(str, command))[:160], flush=True)
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)


def keep(source, target):
    """Copies the readable files of one unpacked package, in a stable order that mixes its folders."""
    if target.exists():
        return
    files = [f for f in source.rglob("*") if f.is_file() and not f.is_symlink() and "node_modules" not in f.relative_to(source).parts]
    total = 0
    for file in sorted(files, key=lambda f: hash_of(str(f.relative_to(source)))):
        size = file.stat().st_size
        if size > MAX_FILE or SKIPPED.search(file.name) or total + size > MAX_PACKAGE:
            continue
        try:
            to = target / file.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, to)
            total += size
        except OSError:
            continue


def hash_of(text):
    """FNV-1a, so that a corpus fetched twice is cut the same way."""
    value = 0x811C9DC5
    for byte in text.encode("utf-8", "replace"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def unpack(archive, folder):
    folder.mkdir(parents=True, exist_ok=True)
    try:
        if zipfile.is_zipfile(archive):
            zipfile.ZipFile(archive).extractall(folder)
        else:
            tarfile.open(archive).extractall(folder, filter="data")
    except (OSError, tarfile.TarError, zipfile.BadZipFile, ValueError) as error:
        print("skipped", archive.name, type(error).__name__)


def npm(work, out):
    (work / "package.json").write_text("{}")
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps", "--no-progress", "--install-strategy=shallow", "--omit=optional"]
    names = PACKAGES["npm"]
    for start in range(0, len(names), 20):
        group = names[start : start + 20]
        if run(["npm", "install", *flags, *group], cwd=work).returncode:
            for name in group:
                if run(["npm", "install", *flags, name], cwd=work).returncode:
                    print("skipped", name)
    roots = [p for p in (work / "node_modules").iterdir() if p.is_dir() and not p.name.startswith(".")]
    for root in roots:
        for package in root.iterdir() if root.name.startswith("@") else [root]:
            if package.is_dir():
                keep(package, out / package.relative_to(work / "node_modules").as_posix().replace("/", "+"))


def pypi(work, out):
    for name in PACKAGES["pypi"]:
        wheels = work / "wheels" / name
        command = ["pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", wheels, name]
        if (out / name).exists():
            continue
        if run(command).returncode:
            print("skipped", name)
            continue
        for wheel in wheels.glob("*.whl"):
            unpack(wheel, work / name)
            roots = [work / name]
            if name == "ansible":
                roots = [p for p in (work / name / "ansible_collections").glob("*/*") if p.is_dir()]
            for root in roots:
                keep(root, out / (name if root.name == name else f"{name}+{root.parent.name}+{root.name}"))
        shutil.rmtree(work / name, ignore_errors=True)
        shutil.rmtree(wheels, ignore_errors=True)


def maven(work, out):
    for coordinate in PACKAGES["maven"]:
        group, artifact, version = coordinate.split(":")
        pom = work / artifact / "pom.xml"
        pom.parent.mkdir(parents=True, exist_ok=True)
        pom.write_text(
            "<project><modelVersion>4.0.0</modelVersion><groupId>training</groupId><artifactId>corpus</artifactId><version>1</version>"
            f"<dependencies><dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version>"
            "</dependency></dependencies></project>"
        )
        jars = work / "jars"
        goal = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
        command = ["mvn", "-q", "-B", goal, "-Dclassifier=sources", f"-DoutputDirectory={jars}", "-Dmdep.useSubDirectoryPerArtifact=false"]
        if run(command, cwd=pom.parent).returncode:
            print("skipped", coordinate)
    for jar in sorted((work / "jars").glob("*.jar")):
        name = re.sub(r"-\d[^/]*$", "", jar.stem)
        unpack(jar, work / "unpacked" / name)
        keep(work / "unpacked" / name, out / name)
        shutil.rmtree(work / "unpacked" / name, ignore_errors=True)


def go(work, out):
    environment = {**os.environ, "GOMODCACHE": str(work / "cache"), "GOFLAGS": "-modcacherw", "GOTOOLCHAIN": "local"}
    for module in PACKAGES["go"]:
        target = out / module.replace("/", "+")
        if target.exists():
            continue
        done = subprocess.run(["go", "mod", "download", "-json", f"{module}@latest"], cwd=work, env=environment, capture_output=True, text=True)
        try:
            folder = Path(json.loads(done.stdout)["Dir"])
        except (ValueError, KeyError):
            print("skipped", module)
            continue
        keep(folder, target)
        shutil.rmtree(work / "cache", ignore_errors=True)


def crates(work, out):
    def manifest(names):
        (work / "src").mkdir(exist_ok=True)
        (work / "src" / "lib.rs").write_text("")
        lines = "".join(f'{name} = "*"\n' for name in names)
        (work / "Cargo.toml").write_text(f'[package]\nname = "corpus"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\n{lines}')
        (work / "Cargo.lock").unlink(missing_ok=True)

    names = PACKAGES["crates"]
    for start in range(0, len(names), 8):
        group = names[start : start + 8]
        while group:
            manifest(group)
            done = run(["cargo", "vendor", "-q", "vendor"], cwd=work)
            for crate in (work / "vendor").glob("*") if (work / "vendor").exists() else []:
                keep(crate, out / crate.name)
            if not done.returncode:
                break
            bad = [n for n in group if f"`{n}`" in done.stderr] or group[:1]
            print("skipped", bad[0])
            group = [n for n in group if n != bad[0]]


def debian(work, out):
    for folder in ("lists/partial", "cache/archives/partial", "etc"):
        (work / folder).mkdir(parents=True, exist_ok=True)
    sources = (Path("/etc/apt/sources.list.d/debian.sources").read_text()).replace("Types: deb\n", "Types: deb-src\n")
    (work / "etc" / "source.sources").write_text(sources)
    options = [f"-oDir::Etc::SourceParts={work}/etc", "-oDir::Etc::SourceList=/dev/null", f"-oDir::State::lists={work}/lists", f"-oDir::Cache={work}/cache"]
    run(["apt-get", *options, "update", "-qq"])
    for name in PACKAGES["debian"]:
        target = out / name
        if target.exists():
            continue
        folder = work / "sources" / name
        folder.mkdir(parents=True, exist_ok=True)
        # A mirror without the source still has the binary package, which for PHP, Ruby and Perl is the source.
        if run(["apt-get", *options, "source", "-qq", "--download-only", "--tar-only", name], cwd=folder).returncode:
            if run(["apt-get", "download", "-qq", name], cwd=folder).returncode:
                print("skipped", name)
                continue
            for archive in folder.glob("*.deb"):
                run(["dpkg-deb", "-x", archive, folder / "unpacked"])
        for archive in [f for f in folder.iterdir() if re.search(r"(?:orig[^/]*|[^n]|[^a]n)\.tar\.\w+$", f.name) and ".debian." not in f.name]:
            (folder / "unpacked").mkdir(exist_ok=True)
            run(["tar", "-xf", archive, "-C", folder / "unpacked"])
        keep(folder / "unpacked", target)
        shutil.rmtree(folder, ignore_errors=True)


def words(work, out):
    """Dictionaries: ground for the n-gram tables and for made-up human passwords."""
    for name in PACKAGES["words"]:
        if (out / name).exists():
            continue
        if run(["apt-get", "download", "-qq", name], cwd=work).returncode:
            print("skipped", name)
            continue
        for archive in work.glob(f"{name}_*.deb"):
            run(["dpkg-deb", "-x", archive, work / name])
        lists = [f for f in (work / name).rglob("*") if f.is_file() and not f.is_symlink() and f.stat().st_size > 100_000 and "/dict/" in str(f)]
        for source in lists[:1]:
            data = source.read_bytes()
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                text = data.decode("latin-1")
            (out / name).write_text(text)
    common_passwords(work, out)


def common_passwords(work, out):
    """The list of common passwords that Django's wheel carries, for one style of made-up credentials."""
    run(["pip", "download", "-q", "--no-deps", "--only-binary=:all:", "-d", work, "Django"])
    for wheel in work.glob("[dD]jango-*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            data = archive.read("django/contrib/auth/common-passwords.txt.gz")
        (out / "common-passwords").write_bytes(gzip.decompress(data))


def main():
    out = Path(sys.argv[1] if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "training-corpus")
    for ecosystem in sys.argv[2:] or list(PACKAGES):
        work = out.parent / f"{out.name}.work" / ecosystem
        work.mkdir(parents=True, exist_ok=True)
        folder = out.parent / f"{out.name}.words" if ecosystem == "words" else out / ecosystem
        folder.mkdir(parents=True, exist_ok=True)
        {"npm": npm, "pypi": pypi, "maven": maven, "go": go, "crates": crates, "debian": debian, "words": words}[ecosystem](work, folder)
        print(ecosystem, sum(1 for _ in folder.iterdir()), "packages", flush=True)


if __name__ == "__main__":
    main()
