# Small, not root, with both regex engines: RE2 itself, and its twin in JavaScript should RE2 not load.
# Nothing in this repository's own tests builds this file; hadolint reads it.
FROM node:24-bookworm-slim AS build
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends build-essential git python3 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN npm ci && npm pack --pack-destination /tmp && npm install --global --prefix /opt/keepmum /tmp/keepmum-*.tgz

FROM node:24-bookworm-slim
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*'
COPY --from=build /opt/keepmum /opt/keepmum
ENV PATH=/opt/keepmum/bin:$PATH
# The user "node" of the image; by number, so that hosts can see that it is not root.
USER 1000
WORKDIR /work
ENTRYPOINT ["keepmum"]
CMD ["scan", "."]
