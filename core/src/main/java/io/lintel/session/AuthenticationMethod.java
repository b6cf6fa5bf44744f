package io.lintel.session;

/// A way an end-user has proved who they are: a value of `amr` (RFC 8176, section 2).
public record AuthenticationMethod(String value) {

    public static final AuthenticationMethod PASSWORD = new AuthenticationMethod("pwd");
    /// A Kerberos ticket that the browser showed.
    public static final AuthenticationMethod TICKET = new AuthenticationMethod("wia");

    public static final AuthenticationMethod ONE_TIME_PASSWORD = new AuthenticationMethod("otp");
    public static final AuthenticationMethod HARDWARE_KEY = new AuthenticationMethod("hwk");
    public static final AuthenticationMethod SOFTWARE_KEY = new AuthenticationMethod("swk");
    public static final AuthenticationMethod MULTIPLE_FACTORS = new AuthenticationMethod("mfa");

    public AuthenticationMethod {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("an authentication method has a name");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
