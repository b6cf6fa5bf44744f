package io.lintel.client;

import io.lintel.secret.Secret;

/// What clients are told of end-users in tests.
public final class TestSubjects {

    public static final SubjectSalt SALT = new SubjectSalt(Secret.of("a".repeat(52)));

    public static final Subjects SUBJECTS = new Subjects(SALT);

    private TestSubjects() {}
}
