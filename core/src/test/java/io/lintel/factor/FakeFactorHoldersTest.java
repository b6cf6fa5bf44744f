package io.lintel.factor;

final class FakeFactorHoldersTest implements FactorHoldersContract {

    private final FactorHolders holders = new FakeFactorHolders();

    @Override
    public FactorHolders holders() {
        return holders;
    }

    @Override
    public FactorHolders replica() {
        return holders;
    }
}
