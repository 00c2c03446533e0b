package io.muster.provisioning.esp32;

/**
 * With what a device begins.
 *
 * @param streamingMode a word that its firmware knows
 * @param streamingRate in Hz
 * @param batchInterval seconds between two batches
 * @param statusInterval seconds between two reports of its status
 */
public record DefaultConfiguration(String streamingMode, int streamingRate, int batchInterval, int statusInterval) {

    static final DefaultConfiguration OF_THE_FIRMWARE = new DefaultConfiguration("realtime", 1, 3600, 300);
}
