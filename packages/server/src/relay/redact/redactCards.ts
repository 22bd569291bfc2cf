const DIGITS = /\b[3-6]\d{3}(?:[ -]?\d){9,15}\b/g;

/** Replaces payment card numbers: 13 to 19 digits, first digit 3 to 6, with a right check digit (ISO/IEC 7812-1). */
export function redactCards(text: string): string {
  return text.replace(DIGITS, (digits) => (hasCheckDigit(digits) ? '[redacted]' : digits));
}

function hasCheckDigit(text: string): boolean {
  let sum = 0;
  let double = false;
  for (let index = text.length - 1; index >= 0; index--) {
    const digit = text.charCodeAt(index) - 0x30;
    if (digit < 0 || digit > 9) continue;
    const value = double ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
    double = !double;
  }
  return sum % 10 === 0;
}
