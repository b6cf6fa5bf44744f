package io.lintel.authorization;

final class FakeConsentsTest implements ConsentsContract {

    private final FakeConsents consents = new FakeConsents();

    @Override
    public Consents consents() {
        return consents;
    }

    @Override
    public Consents replica() {
        return consents;
    }
}
