package io.lintel.server.http;

import io.lintel.server.TestServer;

/// The rows of the binding table.
enum Artefact {
    AUTHORIZATION_CODE,
    REFRESH_TOKEN,
    DEVICE_CODE,
    USER_CODE,
    SESSION_COOKIE,
    PENDING_LOGIN,
    UPSTREAM_CALLBACK,
    CONSENT_FORM,
    REMEMBERED_CONSENT,
    CODE_OF_AN_APPLICATION,
    RECOVERY_CODE,
    KEY_CHALLENGE,
    PUSHED_REQUEST,
    ID_TOKEN_HINT,
    LOGOUT_CONFIRMATION,
    REGISTRATION_TOKEN,
    ACCESS_TOKEN_AT_USERINFO,
    ACCESS_TOKEN_AT_INTROSPECTION,
    SUBJECT_TOKEN,
    CLIENT_ASSERTION;

    /// Has one made for whoever is its owner.
    Bound give(Cast cast, FactorArtefacts factors, TestServer at) {
        return switch (this) {
            case AUTHORIZATION_CODE -> ClientArtefacts.code(cast, at);
            case REFRESH_TOKEN -> ClientArtefacts.refreshToken(cast, at);
            case DEVICE_CODE -> ClientArtefacts.deviceCode(cast, at);
            case USER_CODE -> BrowserArtefacts.userCode(cast, at);
            case SESSION_COOKIE -> BrowserArtefacts.sessionCookie(cast, at);
            case PENDING_LOGIN -> BrowserArtefacts.pendingLogin(cast, at);
            case UPSTREAM_CALLBACK -> BrowserArtefacts.callback(cast, at);
            case CONSENT_FORM -> BrowserArtefacts.consent(cast, at);
            case REMEMBERED_CONSENT -> BrowserArtefacts.rememberedConsent(cast, at);
            case CODE_OF_AN_APPLICATION -> factors.code(at);
            case RECOVERY_CODE -> factors.recoveryCode(at);
            case KEY_CHALLENGE -> factors.keyChallenge(at);
            case PUSHED_REQUEST -> ClientArtefacts.pushedRequest(cast, at);
            case ID_TOKEN_HINT -> BrowserArtefacts.idTokenHint(cast, at);
            case LOGOUT_CONFIRMATION -> BrowserArtefacts.logoutConfirmation(cast, at);
            case REGISTRATION_TOKEN -> ClientArtefacts.registrationToken(cast, at);
            case ACCESS_TOKEN_AT_USERINFO -> ClientArtefacts.accessTokenAtUserInfo(cast, at);
            case ACCESS_TOKEN_AT_INTROSPECTION -> ClientArtefacts.accessTokenAtIntrospection(cast, at);
            case SUBJECT_TOKEN -> ClientArtefacts.subjectToken(cast, at);
            case CLIENT_ASSERTION -> ClientArtefacts.clientAssertion(cast, at);
        };
    }
}
