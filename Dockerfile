# One program, nothing else: engine, Temporal, its UI and all connectors.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /sayso ./cmd/sayso && mkdir /data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /sayso /usr/local/bin/sayso
COPY --from=build --chown=nonroot:nonroot /data /data
ENV SAYSO_HOME=/data
VOLUME /data
ENTRYPOINT ["sayso"]
CMD ["up"]
