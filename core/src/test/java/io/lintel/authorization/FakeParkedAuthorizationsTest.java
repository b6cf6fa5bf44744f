package io.lintel.authorization;

final class FakeParkedAuthorizationsTest implements ParkedAuthorizationsContract {

    private final FakeParkedAuthorizations parked = new FakeParkedAuthorizations();

    @Override
    public ParkedAuthorizations parked() {
        return parked;
    }

    @Override
    public ParkedAuthorizations replica() {
        return parked;
    }
}
