export const colours = {
  paper: '#ffffff',
  ink: '#16232b',
  soft: '#4c5b64',
  accent: '#0b5a63',
  onAccent: '#ffffff',
  alarm: '#a3211b',
  tint: '#eaf2f2',
} as const
