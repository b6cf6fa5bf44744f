package io.lintel.server.settings;

/// A file with every key that does something today.
final class AllKeys {

    static final String FILE = """
        issuer: https://login.example.org/sso
        compatibility: strict
        storage:
          type: postgres
          config:
            database: lintel
            user: lintel
            password: $DB_PASSWORD
            host: db.example.org:5433
            connectionTimeout: 5
            maxOpenConns: 20
            maxIdleConns: 4
            connMaxLifetime: 300
            ssl: {mode: require}
        encryptionKey: $SEALING_KEY
        web:
          http: 127.0.0.1:5556
          tlsMinVersion: "1.2"
          tlsMaxVersion: "1.3"
          headers: {X-Frame-Options: DENY}
          allowedOrigins: [https://app.example.org]
          allowedHeaders: [Authorization]
          clientRemoteIP: {header: X-Forwarded-For, trustedProxies: [10.0.0.0/8]}
          shutdownDelay: 5s
        telemetry: {http: 127.0.0.1:5558}
        oauth2:
          grantTypes: [authorization_code, refresh_token, implicit]
          responseTypes: [code, id_token token]
          skipApprovalScreen: true
          alwaysShowLoginScreen: true
          signingAlgorithms: [PS256]
          pkce: {enforce: true, codeChallengeMethodsSupported: [S256]}
          pushedAuthorizationRequests: {required: false, lifetime: 1m, mostPerClient: 100}
          device: {maxPending: 500, maxPendingPerClient: 50}
        grpc: {reflection: false}
        sessions:
          enabled: true
          cookieName: sso
          absoluteLifetime: 12h
          validIfNotUsedFor: 1h
          rememberMeCheckedByDefault: false
          cookieEncryptionKey: 0123456789abcdef
          ssoSharedWithDefault: all
          rememberConsentFor: 720h
        throttle:
          passwords: true
          clientSecrets: true
          attempts: 5
          longestWait: 10m
          attemptsPerAccount: 50
          attemptsPerNetwork: 200
          rememberedFor: 720h
        expiry:
          signingKeys: 6h
          idTokens: 1h
          authRequests: 30m
          deviceRequests: 5m
          refreshTokens: {disableRotation: false, reuseInterval: 5s, absoluteLifetime: 720h, validIfNotUsedFor: 168h}
        logger: {level: debug, format: json, excludeFields: [email]}
        frontend: {logoURL: https://example.org/l.png, issuer: Example, theme: dark, extra: {help: here}}
        signer: {type: local, config: {keysRotationPeriod: 12h, algorithm: ES256}}
        connectors:
          - id: corp
            type: mockPassword
            name: Corporate account
            grantTypes: [authorization_code, refresh_token]
            config: {username: admin, password: $ADMIN_PASSWORD}
        staticClients:
          - id: shop
            secret: 4f2c7a52d9d6d7f1
            name: Shop
            logoURL: https://shop.example/logo.png
            policyURL: https://shop.example/privacy
            tosURL: https://shop.example/terms
            redirectURIs: [https://shop.example/callback]
            postLogoutRedirectURIs: [https://shop.example/bye]
            backchannelLogoutURI: https://shop.example/backchannel
            backchannelLogoutSessionRequired: true
            frontchannelLogoutURI: https://shop.example/frontchannel
            frontchannelLogoutSessionRequired: true
            refreshTokenLifetime: standalone
            trustedPeers: [till]
            allowedConnectors: [corp, local]
            mfaChain: [code]
            ssoSharedWith: []
            clientCredentialsClaims: {groups: []}
            subjectType: pairwise
            sectorIdentifier: shop.example
            idTokenSignedResponseAlg: EdDSA
            userinfoSignedResponseAlg: RS256
            accessTokenType: at+jwt
            scopeClaimsInIdToken: false
            idTokenLifetime: 5m
            accessTokenLifetime: 10m
            refreshTokenAbsoluteLifetime: 48h
            refreshTokenIdleLifetime: 24h
            resources: [https://calendar.example]
            resourceNames: {"https://calendar.example": Calendar}
            requirePushedAuthorizationRequests: true
            requireSignedRequestObject: false
            requestObjectSigningAlg: RS256
            requestURIs: [https://shop.example/request]
            defaultMaxAge: 12h
            defaultACRValues: ["2"]
          - idEnv: TILL_ID
            name: Till
            public: true
        mfa:
          authenticators:
            - {id: code, type: TOTP, connectorTypes: [local], enrolment: atLogin, config: {issuer: Example}}
            - id: key
              type: WebAuthn
              enrolment: forbidden
              config:
                rpDisplayName: Example
                rpID: example.org
                rpOrigins: [https://login.example.org]
                attestationPreference: none
                userVerification: required
                authenticatorAttachment: cross-platform
                timeout: 2m
          defaultMFAChain: [code, key]
          rememberForSession: true
        registration:
          enabled: true
          initialAccessTokens:
            - {id: partner, hash: 0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0, uses: 3}
            - {id: shop, token: 0f1e2d3c4b5a69788796a5b4c3d2e1f0, expires: "2030-01-01T00:00:00Z"}
          grantTypes: [authorization_code]
          scopes: [openid, email]
          redirectHosts: [shop.example]
          trustedHosts: [keys.example]
          maxClients: 50
          showLogos: true
          metadataDocuments: {enabled: true, hosts: [apps.example]}
        enablePasswordDB: true
        staticPasswords:
          - email: ida@example.org
            hash: $2y$12$abcdefghijklmnopqrstuvwxyz./ABCDEFGHIJKLMNOPQRSTUVWXY
            username: ida
            userID: u1
            claims: {given_name: Ida, address: {country: XX}}
        """;

    private AllKeys() {}
}
