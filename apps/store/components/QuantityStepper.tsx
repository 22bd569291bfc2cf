'use client';

import styles from '@/components/QuantityStepper.module.css';

/** A small number with buttons beside it. */
export function QuantityStepper({
  label,
  value,
  min,
  max,
  onChange,
}: {
  /** Names the group for who does not see it. */
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <fieldset className={styles.stepper} aria-label={label}>
      <button type="button" aria-label="One less" disabled={value <= min} onClick={() => onChange(value - 1)}>
        −
      </button>
      <output aria-live="polite">{value}</output>
      <button type="button" aria-label="One more" disabled={value >= max} onClick={() => onChange(value + 1)}>
        +
      </button>
    </fieldset>
  );
}
