/** How the other side of a connection proves who it is, and how we do. Paths are absolute. */
export interface TlsSettings {
  /** PEM; trusted instead of the system's roots. */
  readonly caFile?: string;
  /** Folder of PEM files; trusted instead of the system's roots. */
  readonly caPath?: string;
  readonly clientCert?: string;
  readonly clientKey?: string;
  /** The name to ask for and to check, if it is not that of the address. */
  readonly serverName?: string;
  readonly verify: 'always' | 'never';
}

/** Proxies for addresses on the network. */
export interface ProxySettings {
  readonly http?: string;
  readonly https?: string;
  /** As in NO_PROXY: hosts, domains, `host:port`, address ranges, or `*`. */
  readonly except: readonly string[];
}

/** What a connection needs. */
export interface HttpSettings {
  readonly tls: TlsSettings;
  readonly proxy: ProxySettings;
  /** Milliseconds to be connected within. */
  readonly connectWithin: number;
  /** Bytes of an answer, at most. */
  readonly largestAnswer: number;
}
