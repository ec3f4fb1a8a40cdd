# The service as one small image: sources as they are, no build step. Any user may run it, on a read-only root as well;
# all that it keeps lies in /data.
ARG NODE=node:24-slim

FROM ${NODE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY bots/zalo/sdk/package.json bots/zalo/sdk/package.json
RUN npm ci --omit=dev \
  # The image brings Node itself, and nothing compiles here (TypeScript is an optional peer that npm counts in).
  && rm -rf node_modules/node node_modules/.bin/node node_modules/typescript node_modules/@typescript \
  && npm cache clean --force

FROM ${NODE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
WORKDIR /app
# Nobody needs npm at run time, and what is not there cannot be misused.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack \
  && install -d -o node -g node -m 0700 /data \
  && ln -s /app/src/cli/bin.js /usr/local/bin/nhip-cau
COPY --from=packages /app/node_modules ./node_modules
COPY . .
USER node
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --start-interval=1s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=8", "src/start.js"]
