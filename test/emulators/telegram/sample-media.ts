import { oggSilence } from './ogg-silence.ts'

const jpeg = [
  '/9j/2wBDABsbGxscGx4hIR4qLSgtKj04MzM4PV1CR0JHQl2NWGdYWGdYjX2Xe3N7l33gsJycsOD/2c7Z////////////////2wBDARsbGxscGx',
  '4hIR4qLSgtKj04MzM4PV1CR0JHQl2NWGdYWGdYjX2Xe3N7l33gsJycsOD/2c7Z////////////////wgARCAB4AKADASIAAhEBAxEB/8QAGgAB',
  'AAMBAQEAAAAAAAAAAAAAAAEEBQIDBv/EABgBAQADAQAAAAAAAAAAAAAAAAABAgME/9oADAMBAAIQAxAAAADXGmYAAAAAAAAARIQACQTAAAAACJ',
  'jO8Dl3Adc9b5BvkAAAAAiYzvA5dwHXPW+Qb5ADGhezKfFbfWvndy0ewmPOc9nfRZzO+izho80F631Bet9QEY1mtUEFynMvqFBYESAAAABm17dS',
  'AQTHoawsAAAAAAAAAAAAAAAAAAAA/8QAKhAAAQIFBAAEBwAAAAAAAAAAAQIDAAQRE1IgMDJxBUBQYRAhIjEzUYH/2gAIAQEAAT8A9erFYrFYrv',
  'nyh8od2deWyxVH3JAiVmn76AVlQUQCDqO2SACSYmPEVEkM/IZQtxxfJaj2YBINRDU6+0eRUP0YYfQ+gKT/AEfG83lAWlfE6rzeUXm8ovN5Reby',
  'i83lHiEwLYbQeWmRetPjFUXm8ovN5bs0au9DSk0Uk++/NflPQ0p5Dvfmx9aT7aWRV1Hfr/8A/8QAJBEAAQIDCAMAAAAAAAAAAAAAAQARAgMQEh',
  'MgMTJCUmIiMED/2gAIAQIBAT8A9WStQ8grUPIIEHI45mg1k7sczQayd1SWToF6ReQIV12V12UENh06dGr/AH//xAAiEQABAwIGAwAAAAAAAAAA',
  'AAABABESAiADEDJBUWEhMED/2gAIAQMBAT8A9cTwVE8FMRfRqGeJtfRqGeJtePBdT6U+lUZJk1jff//Z',
].join('')

/** A drawing of a street with a rubbish bag, 160 by 120. */
export const samplePhoto: Buffer = Buffer.from(jpeg, 'base64')

/** Three seconds of silence. */
export const sampleVoice: Buffer = oggSilence(3)

/** The smallest PDF that readers open. */
export const sampleDocument: Buffer = Buffer.from(
  '%PDF-1.1\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj ' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
)
